/** What the shop says became of something it was asked to do. */
export interface Reported {
  readonly outcome: "acknowledged" | "done" | "refused";
  readonly parcel?: string | undefined;
  readonly refunded?: bigint | undefined;
  readonly reason?: string | undefined;
}

/** What that is in the process of a request. */
export const reportCommands = { acknowledged: "acknowledge", done: "finish", refused: "refuse" } as const;
