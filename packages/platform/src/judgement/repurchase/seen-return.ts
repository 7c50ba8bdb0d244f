import type { z } from "zod";
import { type Profile, type ProfileState, profileAt } from "../../facts/profiles/index.ts";
import type { returnRecorded } from "../../facts/returns/index.ts";

/** A return as it looked when it happened: nothing here is younger than the return itself. */
export interface SeenReturn {
  readonly at: Date;
  readonly currency: string;
  /** The shopper just before the return, and just after it, both as of its instant. */
  readonly before: Profile;
  readonly after: Profile;
  /** Order lines per order before the return; 0 without an order. */
  readonly linesPerOrder: number;
  /** Given back, minor units of `currency`. */
  readonly amount: number;
}

/** The wire form of a return's event, as the fold reads it. */
type ReturnData = z.input<typeof returnRecorded.data>;

export function seeReturn(
  event: { readonly at: Date; readonly data: unknown },
  before: ProfileState,
  after: ProfileState,
): SeenReturn {
  const { currency, lines } = event.data as ReturnData;
  return {
    at: event.at,
    currency,
    before: profileAt(before, event.at),
    after: profileAt(after, event.at),
    linesPerOrder: before.orders > 0 ? before.lines / before.orders : 0,
    amount: lines.reduce((sum, line) => sum + line.amount, 0),
  };
}
