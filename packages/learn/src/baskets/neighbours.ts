/** The shoppers most like one, and how much each of them counts. */
export interface Neighbours {
  readonly shoppers: Int32Array;
  readonly weights: Float64Array;
}

const bins = 1024;

/**
 * The positions of the `count` highest values, in ascending order of position; of equal values at the edge the first. Counting
 * by bins first leaves a few to sort: sorting all who share anything, most of a shop where one item is popular, would take
 * most of the time.
 */
export function positionsOfHighest(values: Float64Array, count: number): Int32Array {
  if (values.length <= count) return Int32Array.from(values, (_, position) => position);
  const { edge, among } = edgeWith(values, count);
  let atEdge = among;
  const positions = new Int32Array(count);
  for (let position = 0, end = 0; end < count; position++) {
    if (values[position]! > edge || (values[position] === edge && atEdge-- > 0)) positions[end++] = position;
  }
  return positions;
}

/** The lowest of the `count` highest values; −∞ where there are no more than those. */
export function edgeOfHighest(values: Float64Array, count: number): number {
  return values.length <= count ? Number.NEGATIVE_INFINITY : edgeWith(values, count).edge;
}

/** The lowest of the `count` highest values, and how many equal to it are among them. */
function edgeWith(values: Float64Array, count: number): { readonly edge: number; readonly among: number } {
  let [lowest, highest] = [values[0]!, values[0]!];
  for (const value of values) {
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  const scale = highest > lowest ? (bins - 1) / (highest - lowest) : 0;
  const binOf = new Uint16Array(values.length);
  const sizes = new Int32Array(bins);
  for (let position = 0; position < values.length; position++) {
    const bin = Math.floor((values[position]! - lowest) * scale);
    binOf[position] = bin;
    sizes[bin]!++;
  }
  let edgeBin = bins - 1;
  let above = 0;
  while (above + sizes[edgeBin]! < count) above += sizes[edgeBin--]!;

  const inBin = new Float64Array(sizes[edgeBin]!);
  for (let position = 0, end = 0; end < inBin.length; position++)
    if (binOf[position] === edgeBin) inBin[end++] = values[position]!;
  inBin.sort();
  const edge = inBin[inBin.length - (count - above)]!;
  let among = count - above;
  for (let k = inBin.length - 1; inBin[k]! > edge; k--) among--;
  return { edge, among };
}
