/** Runs through lines in the order of time; all lines of one moment are asked before any of them counts. */
export function replayLines(time: Float64Array, ask: (line: number) => void, count: (line: number) => void): void {
  for (let from = 0; from < time.length; ) {
    let to = from;
    while (to < time.length && time[to] === time[from]) ask(to++);
    for (let i = from; i < to; i++) count(i);
    from = to;
  }
}

/** For each line the mean of the known values of earlier lines with the same key; NaN where there is none. */
export function meanBefore(time: Float64Array, keys: readonly string[], values: Float64Array): Float64Array {
  const sums = new Map<string, { sum: number; count: number }>();
  const found = new Float64Array(values.length).fill(Number.NaN);
  replayLines(
    time,
    (i) => {
      const known = sums.get(keys[i]!);
      if (known) found[i] = known.sum / known.count;
    },
    (i) => {
      if (Number.isNaN(values[i]!)) return;
      const known = sums.get(keys[i]!) ?? { sum: 0, count: 0 };
      sums.set(keys[i]!, known);
      known.sum += values[i]!;
      known.count++;
    },
  );
  return found;
}
