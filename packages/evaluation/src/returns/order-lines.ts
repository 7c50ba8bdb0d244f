/** Order lines in the order of time. */
export interface OrderLines {
  /** 1 where the line came back, 0 where not, NaN where nobody knows. */
  readonly returned: Float64Array;
  readonly shopper: readonly string[];
  readonly item: readonly string[];
  /** Days since 1970, with fractions. */
  readonly time: Float64Array;
  /** Days after which it is known whether a line came back. */
  readonly lag: number;
  /** Which lines belong to one order: those of one order number or, without one, the shopper's of one time. */
  readonly order: readonly string[];
  /** Place of each line in the table that it was read from. */
  readonly row: Int32Array;
  /** Further columns that are amounts; NaN where missing. */
  readonly amounts: Readonly<Record<string, Float64Array>>;
  /** Further columns that are dates, as days before the order; NaN where missing. */
  readonly ages: Readonly<Record<string, Float64Array>>;
  /** Further columns that are names, in lower case; "" where missing. */
  readonly names: Readonly<Record<string, readonly string[]>>;
}

/** Columns with their names, one entry for each line. */
export type Columns = Record<string, Float64Array>;
