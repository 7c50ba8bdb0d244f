/** What one column of the file became. */
export interface ColumnReport {
  readonly column: string;
  readonly use:
    | "action"
    | "visit"
    | "bought"
    | "revenue"
    | "shopper"
    | "propensity"
    | "feature"
    | "ignored"
    | "left-out";
  /** Of a feature: the numbers made of it, by name. */
  readonly features?: readonly string[];
  /** Of one that was left out: why it cannot have been known before anything was done, or says nothing. */
  readonly why?: string;
}

export interface ActionReport {
  readonly id: string;
  /** As the file calls it. */
  readonly value: string;
  readonly rows: number;
  /** Mean outcomes of its rows; revenue in minor units. */
  readonly visits: number;
  readonly revenue: number;
  /** Minor units. */
  readonly contact: number;
}

/** What became of a file, or would become of it. */
export interface ExperimentReport {
  readonly name: string;
  readonly title: string;
  readonly goal: string;
  readonly currency: string;
  readonly marginRate: number;
  /** Rows taken, and those without an action or an outcome. */
  readonly rows: number;
  readonly rowsLeftOut: number;
  readonly actions: readonly ActionReport[];
  readonly columns: readonly ColumnReport[];
  /** Where propensities come from: columns of the file, or the shares in which actions were seen. */
  readonly propensities:
    | { readonly from: "columns"; readonly columns: readonly string[] }
    | { readonly from: "shares" };
  /** Features that differ between actions by more than chance explains: the draw was not what it is said to be. */
  readonly unbalanced: readonly string[];
}
