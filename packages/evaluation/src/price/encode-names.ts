/** Tells what a name stands for in prices. */
export type NameEncoder = (row: number) => number;

const parts = 5;
/** How many rows the mean of all counts for. */
const strength = 8;

/**
 * Mean price of the rows with the same name, shrunk to the mean of all (Micci-Barreca 2001). A row that was learned from gets the mean of
 * the other parts of the rows, so that its own price does not shine through; rows go to the parts in turn.
 */
export function encodeNames(cells: readonly string[], train: readonly number[], y: ArrayLike<number>): NameEncoder {
  const ofAll = tallies(cells, train, y);
  const without = Array.from({ length: parts }, (_, part) =>
    tallies(
      cells,
      train.filter((_, k) => k % parts !== part),
      y,
    ),
  );
  const partOf = new Map(train.map((i, k) => [i, k % parts]));
  return (row) => {
    const part = partOf.get(row);
    const { mean, sums } = part === undefined ? ofAll : without[part]!;
    const own = sums.get(cells[row]!);
    return own ? (own.sum + strength * mean) / (own.count + strength) : mean;
  };
}

function tallies(cells: readonly string[], rows: readonly number[], y: ArrayLike<number>) {
  const sums = new Map<string, { sum: number; count: number }>();
  let total = 0;
  for (const i of rows) {
    const own = sums.get(cells[i]!) ?? { sum: 0, count: 0 };
    sums.set(cells[i]!, own);
    own.sum += y[i]!;
    own.count++;
    total += y[i]!;
  }
  return { sums, mean: rows.length === 0 ? 0 : total / rows.length };
}
