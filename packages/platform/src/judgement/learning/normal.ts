/** A number with its standard deviation. On the log-odds scale where it speaks of chances. */
export interface Normal {
  readonly mean: number;
  readonly sd: number;
}
