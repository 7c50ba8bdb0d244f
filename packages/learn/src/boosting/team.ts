/**
 * One of several ranks that run the same training on shared memory, each over its own rows. Sums that they exchange are sums of
 * whole numbers, exact in any order, so the model does not depend on how many there are.
 */
export interface Team {
  readonly size: number;
  readonly rank: number;
  /** Returns once every rank has called it as often; what the others wrote before is then seen. */
  barrier(): void;
}

/** Training on the calling thread alone. */
export const alone: Team = { size: 1, rank: 0, barrier: () => undefined };

/** Rows are dealt to ranks in blocks, so that a file sorted by time gives every rank rows of every leaf. */
const BLOCK = 1024;

/** The rows of this rank, ascending; rows of weight 0 belong to nobody. */
export function ownRows({ size, rank }: Team, rows: number, weights: ArrayLike<number> | undefined): Uint32Array {
  const own = new Uint32Array(rows);
  let taken = 0;
  for (let block = rank * BLOCK; block < rows; block += size * BLOCK) {
    const end = Math.min(rows, block + BLOCK);
    for (let i = block; i < end; i++) if (!weights || weights[i]! > 0) own[taken++] = i;
  }
  return own.subarray(0, taken);
}

/** Rows that one rank of so many can have at most. */
export function mostOwnRows(size: number, rows: number): number {
  return Math.ceil(Math.ceil(rows / BLOCK) / size) * BLOCK;
}
