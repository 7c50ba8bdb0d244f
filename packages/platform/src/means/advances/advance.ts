import { paidForUnits } from "../../foundation/money/index.ts";
import { process } from "../../foundation/process/index.ts";

/**
 * Money that went back before its goods came. It ends when they come; until then the shopper is reminded, then a person decides. Nothing is
 * ever charged.
 */
export const advanceProcess = process("return-advance", {
  open: { remind: "reminded", end: "ended" },
  reminded: { claim: "claimed", end: "ended" },
  claimed: { end: "ended" },
  ended: {},
});

/** What was told of a line of a return. */
export interface AdvanceEntry {
  readonly line: number;
  /** Units for which money was promised, and what. */
  readonly settled: number;
  readonly amount: bigint;
  /** Units that came in. */
  readonly received: number;
}

/** What was promised for units that have not come, minor units: goods may come in any turn, before the money or after it. Pure. */
export function outstandingOf(entries: readonly AdvanceEntry[]): bigint {
  return [...Map.groupBy(entries, ({ line }) => line).values()].reduce((sum, own) => {
    const settled = own.reduce((units, entry) => units + entry.settled, 0);
    const received = own.reduce((units, entry) => units + entry.received, 0);
    const amount = own.reduce((total, entry) => total + entry.amount, 0n);
    return settled > received ? sum + amount - paidForUnits(amount, settled, 0, received) : sum;
  }, 0n);
}
