interface Bounded {
  readonly low: number;
  readonly high: number;
}

/** An early interval may be this many times as wide as the last before it is cut off. */
const widest = 4;

/**
 * The ends of a scale for intervals that narrow. The first ones span so much that the later ones, which matter, would be a line: they
 * are cut off. Zero is always on it.
 * @param points not empty
 */
export function readableRange(points: readonly Bounded[]): [number, number] {
  const last = points.at(-1)!;
  const most = widest * (last.high - last.low);
  const shown = points.filter(({ low, high }) => high - low <= most);
  const [from, to] = [Math.min(0, ...shown.map(({ low }) => low)), Math.max(0, ...shown.map(({ high }) => high))];
  return from === to ? [from - 1, to + 1] : [from, to];
}
