interface Labelled {
  readonly name: string;
  readonly value: number;
  readonly width: number;
  readonly judged: number;
}

/** A character and a line of the figure's small type, and the height of its plot, in pixels. */
const [characterWidth, lineHeight, plotHeight] = [6.5, 14, 246];

/** Which points can be named without their names lying on each other: of those too close together the one of which most is known. */
export function readableLabels<Point extends Labelled>(
  points: readonly Point[],
  { least, plotWidth }: { readonly least: number; readonly plotWidth: number },
): Point[] {
  const longest = Math.max(...points.map(({ width }) => width));
  const placed: { readonly point: Point; readonly end: number; readonly y: number }[] = [];
  for (const point of points.toSorted((a, b) => b.judged - a.judged)) {
    const end = (point.width / longest) * plotWidth;
    const y = ((1 - point.value) / (1 - least)) * plotHeight;
    const isFree = placed.every(
      (other) =>
        Math.abs(other.y - y) >= lineHeight ||
        end < other.end - other.point.name.length * characterWidth ||
        other.end < end - point.name.length * characterWidth,
    );
    if (isFree) placed.push({ point, end, y });
  }
  return placed.map(({ point }) => point);
}
