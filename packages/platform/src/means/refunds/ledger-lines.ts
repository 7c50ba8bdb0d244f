import { type LedgerLine, postEntry } from "../../facts/ledger/index.ts";
import type { RefundPart } from "../../facts/refunds/refund-parts.schema.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { toWire } from "../../foundation/ids/index.ts";
import type { Leg, Refund } from "./refund-tables.ts";
import type { LegProvider } from "./split-tenders.ts";

/** The account that a part of a refund is booked to. */
export const accountOfPart = { goods: "sales-returned", shipping: "shipping-returned", goodwill: "goodwill" } as const;

/** The account that who pays a leg pays from. */
export const accountThatPays = {
  local: "provider-clearing",
  stripe: "provider-clearing",
  till: "till-cash",
  manual: "manual-clearing",
  "store-credit": "store-credit",
  "gift-card": "gift-cards",
  exchange: "exchange-clearing",
} as const satisfies Record<LegProvider, string>;

/** Books that a refund is owed from now on, or that it is not any more. */
export async function postPromise(
  tx: DatabaseTx,
  clock: Clock,
  refund: Refund,
  { parts, actor, cancelled = false }: { parts: readonly RefundPart[]; actor: string; cancelled?: boolean },
): Promise<void> {
  const owed: LedgerLine[] = Object.entries(accountOfPart).map(([kind, account]) => {
    const amounts = parts.filter((part) => part.kind === kind).map(({ amount }) => amount);
    return { account, amount: amounts.reduce((sum, amount) => sum + amount, 0n) };
  });
  owed.push({ account: "refunds-payable", amount: -refund.amount });
  await postEntry(tx, clock, {
    ...identityOf(refund, actor),
    kind: cancelled ? "refund-cancelled" : "refund-intended",
    reference: `refund/${toWire("rfd", refund.id)}/${cancelled ? "cancelled" : "intended"}`,
    lines: cancelled ? mirrored(owed) : owed,
  });
}

/**
 * Books that a leg has reached the shopper, or that it came back after all.
 * @param holder whose store credit it went to, where that is another shopper than the order's
 */
export async function postPayment(
  tx: DatabaseTx,
  clock: Clock,
  leg: Leg,
  { actor, holder, cameBack = false }: { actor: string; holder?: string | undefined; cameBack?: boolean },
): Promise<void> {
  const paid: LedgerLine[] = [
    { account: "refunds-payable", amount: leg.amount },
    { account: accountThatPays[leg.provider], amount: -leg.amount, ...(holder !== undefined && { shopperId: holder }) },
  ];
  await postEntry(tx, clock, {
    ...identityOf(leg, actor),
    kind: cameBack ? "refund-reopened" : "refund-paid",
    reference: `refund-leg/${toWire("rfl", leg.id)}/${cameBack ? "reopened" : "paid"}`,
    lines: cameBack ? mirrored(paid) : paid,
  });
}

function identityOf({ order_id, shopper_id, currency }: Refund | Leg, actor: string) {
  return { orderId: order_id, shopperId: shopper_id, currency, actor };
}

function mirrored(lines: readonly LedgerLine[]): LedgerLine[] {
  return lines.map((line) => ({ ...line, amount: -line.amount }));
}
