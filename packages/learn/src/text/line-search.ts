/**
 * How far, in (0, 1], to move the dual variables `q` of one row along `d`: the maximum of
 * s·slope − s²·curvature/2 + H(q + s·d), H the entropy, by safeguarded Newton steps. Only the first `n` entries are read.
 */
export function dualStep(
  q: Float64Array,
  d: Float64Array,
  n: number,
  slope: number,
  curvature: number,
  start: number,
): number {
  let low = 0;
  let high = 1;
  let s = start;
  for (let round = 0; round < 6; round++) {
    let gradient = slope - curvature * s;
    let bend = curvature;
    for (let l = 0; l < n; l++) {
      const at = Math.max(q[l]! + s * d[l]!, 1e-12);
      gradient -= d[l]! * Math.log(at);
      bend += (d[l]! * d[l]!) / at;
    }
    if (gradient > 0) low = s;
    else high = s;
    let next = s + gradient / bend;
    if (next >= 1 && high === 1) next = 1;
    else if (!(next > low && next < high)) next = (low + high) / 2;
    const moved = Math.abs(next - s);
    s = next;
    if (moved < 1e-3 * s) break;
  }
  return s;
}
