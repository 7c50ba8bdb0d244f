import { postEntry } from "../../facts/ledger/index.ts";
import { storeCreditGranted } from "../../facts/store-credit/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { type Id, toWire } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { bookCredit, type CreditEntry, shownReference } from "./book-credit.ts";
import { grantCredit as contract } from "./credit.contract.ts";
import { requirePlace } from "./require-place.ts";
import { viewEntry } from "./view-entry.ts";

/** Credit that a shopper is to be given beyond what they paid. */
export interface CreditGrant {
  readonly shopperId: string;
  /** Minor units, above zero. */
  readonly amount: bigint;
  readonly currency: string;
  /** Given once; unique for the shopper and the way it comes. */
  readonly reference: string;
  readonly because: "remedy" | "return" | "desk";
  readonly actor: string;
  readonly orderId?: Id<"ord"> | undefined;
  readonly decisionId?: Id<"dec"> | undefined;
}

/**
 * Gives credit as goodwill. The same reference again gives nothing and answers the first entry.
 * @throws not-found (404), credit-reference-reused (409)
 */
export async function grantCredit(tx: Tx, clock: Clock, grant: CreditGrant): Promise<CreditEntry> {
  const { because, reference, ...booking } = grant;
  const { entry, isNew } = await bookCredit(tx, clock, {
    ...booking,
    kind: "grant",
    reference: `${because}/${reference}`,
  });
  if (!isNew) return entry;
  const { id, shopper_id, amount, currency, order_id } = entry;
  await postEntry(tx, clock, {
    ...{
      kind: "credit-granted",
      reference: `store-credit/${toWire("cre", id)}`,
      shopperId: shopper_id,
      currency,
      actor: grant.actor,
    },
    orderId: order_id ?? undefined,
    lines: [
      { account: "goodwill", amount },
      { account: "store-credit", amount: -amount },
    ],
  });
  await tellGranted(tx, entry, because);
  return entry;
}

/** Credit in place of money: a leg of a refund. */
export interface RefundCredit {
  readonly shopperId: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly orderId: string;
  readonly refundLegId: string;
  /** The order was paid with store credit, which goes back to where it came from. */
  readonly restores: boolean;
  readonly actor: string;
}

/** Gives credit for a leg of a refund, once. The ledger is left to the refund, whose payment it is. */
export async function giveRefundCredit(
  tx: Tx,
  clock: Clock,
  { restores, ...credit }: RefundCredit,
): Promise<CreditEntry> {
  const kind = restores ? "restore" : "grant";
  const reference = `refund-leg/${toWire("rfl", credit.refundLegId)}`;
  const { entry, isNew } = await bookCredit(tx, clock, { ...credit, kind, reference });
  if (isNew) await tellGranted(tx, entry, "refund");
  return entry;
}

/** Appends the fact of an entry that gave credit. */
async function tellGranted(
  tx: Tx,
  entry: CreditEntry,
  because: "refund" | "remedy" | "return" | "desk",
): Promise<void> {
  const { amount, currency, balance, order_id } = entry;
  const shopperId = entry.shopper_id as Id<"shp">;
  await tx.append(
    storeCreditGranted({
      subject: shopperId,
      at: entry.at,
      data: {
        ...{ shopperId, entryId: entry.id as Id<"cre">, amount, currency, balance, because },
        reference: shownReference(entry.reference),
        ...(order_id !== null && { orderId: order_id as Id<"ord"> }),
      },
    }),
  );
}

export const grantCreditOperation = operation(contract, {
  by: { manager: anything, admin: anything, service: anything },
  async run({ tx, clock, actor }, input) {
    await requirePlace(tx, input);
    return viewEntry(await grantCredit(tx, clock, { ...input, because: "desk", actor: actor.id }));
  },
});
