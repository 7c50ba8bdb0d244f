/** When what starts on one day arrives, in days after that day. */
export interface ArrivalOutlook {
  /** To have arrived by day 0, 1, … `horizon` with this chance, given that it arrives by then; rises to 1. */
  readonly chances: Float32Array;
  /** Days by which one in twenty has arrived. */
  readonly early: number;
  /** Days by which half have arrived. */
  readonly likely: number;
  /** Days by which nine in ten have arrived. */
  readonly late: number;
  /** The last day that is promised: the shortest promises together that are late in a twentieth of the cases. */
  readonly promise: number;
  /** Journeys of the lane, or of what it borrows from, behind this. */
  readonly journeys: number;
  readonly basis: "learned" | "stated";
}
