/** One figure of a benchmark; `baseline` is what it is compared with, measured in the same run. */
export interface BenchResult {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline?: number;
  /** value ÷ baseline. */
  readonly ratio?: number;
  /** What was to be reached, in words and figures, and whether it was. */
  readonly goal?: string;
  readonly met?: boolean;
}
