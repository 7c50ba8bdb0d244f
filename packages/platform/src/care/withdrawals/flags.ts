import type { WithdrawalRight } from "../../judgement/law/index.ts";
import type { MeantOrder } from "./find-contract.ts";
import type { WithdrawalFlag } from "./withdrawal.contract.ts";

interface Stating {
  readonly email: string;
  /** Orders of that number. */
  readonly orders: readonly MeantOrder[];
  /** Of the one order that is meant. */
  readonly right: WithdrawalRight | undefined;
  readonly daysSincePlaced: number;
  /** Statements of the same order before. */
  readonly before: number;
  /** Statements under the same address in a day. */
  readonly today: number;
  /** Statements of late, by anybody, under addresses that are no order's. */
  readonly unproved: number;
}

/** Thirty days to deliver and fourteen to withdraw: after that it will have arrived and the period is likely over. */
const likelyOverDays = 44;

/** More to one address in a day are no longer acknowledged by mail: others' mailboxes could be filled so. */
const mostMailsADay = 5;

/**
 * A mail to an address that nobody has proved carries a stranger's words in the shop's name: more than so many in ten minutes come from a machine, and
 * are not mailed. They are taken all the same: nobody may be sent away.
 */
const mostUnproved = 30;
export const unprovedMs = 600_000;

/** What a person should know before doing what a statement asks for. Nothing of it keeps the statement from being taken. Pure. */
export function flagsOf({ email, orders, right, daysSincePlaced, before, today, unproved }: Stating): WithdrawalFlag[] {
  const [order, ...others] = orders;
  const isProved = order !== undefined && others.length === 0 && isOf(order, email);
  const flags: [WithdrawalFlag, boolean][] = [
    ["unknown-order", order === undefined],
    ["several-orders", others.length > 0],
    ["another-address", others.length === 0 && order !== undefined && !isOf(order, email)],
    ["late", right?.standing === "too-late"],
    [
      "arrival-unknown",
      right?.standing === "in-time" && right.lastDay === undefined && daysSincePlaced > likelyOverDays,
    ],
    ["no-right", right?.standing === "none"],
    ["repeated", before > 0],
    ["too-many", today >= mostMailsADay || (!isProved && unproved >= mostUnproved)],
  ];
  return flags.flatMap(([flag, holds]) => (holds ? [flag] : []));
}

/** Whether an address is one of the order's shopper. */
export function isOf({ emails }: MeantOrder, email: string): boolean {
  return emails.some((known) => known.trim().toLowerCase() === email.trim().toLowerCase());
}
