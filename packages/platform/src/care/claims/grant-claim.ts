import { isLocale, type Locale } from "@aftercare/messages";
import type { ClaimRemedy } from "../../facts/claims/claim.schema.ts";
import { claimAccepted, claimSettled } from "../../facts/claims/index.ts";
import type { RefundPart } from "../../facts/refunds/refund-parts.schema.ts";
import type { Resolution, ReturnMethod } from "../../facts/return-requests/return-request.schema.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { type Id, toWire } from "../../foundation/ids/index.ts";
import { paidForUnits } from "../../foundation/money/index.ts";
import { badInput } from "../../foundation/problems/index.ts";
import { intendRefund } from "../../means/refunds/index.ts";
import { announceReturn } from "../returns/requests/index.ts";
import { claimProcess } from "./claim.ts";
import { changeClaim, factOf, type LockedClaim } from "./store-claim.ts";

interface Granting {
  readonly tx: Tx;
  readonly clock: Clock;
  /** Absent where the law presumes the fault. */
  readonly by: string | undefined;
}

interface Grant {
  readonly remedy: ClaimRemedy;
  readonly method?: ReturnMethod | undefined;
  readonly amount?: bigint | undefined;
  readonly answer?: string | undefined;
}

const resolutions: Readonly<Record<Exclude<ClaimRemedy, "price-reduction">, Resolution>> = {
  ...{ repair: "repair", replacement: "exchange", refund: "refund" },
};

/**
 * Accepts a locked claim, or one that had been declined and whose units are taken for it again: its goods are announced as coming back, or the agreed sum is promised under the order's one ceiling and they stay.
 * @throws illegal-transition, units-not-available, refund-exceeds-paid (409), bad-input (400)
 */
export async function grantClaim(granting: Granting, locked: LockedClaim, grant: Grant): Promise<LockedClaim> {
  const { tx, clock, by } = granting;
  const { claim } = locked;
  const { remedy } = grant;
  const state = claimProcess.next(claim.state, claim.state === "declined" ? "uphold" : "accept");
  requireAmount(grant);
  const accepted = await changeClaim(tx, locked, {
    ...{ state, remedy, decided_at: clock.now(), decided_by: by ?? null, answer: grant.answer ?? null, ended_at: null },
  });
  if (remedy === "price-reduction") return reducePrice(granting, accepted, grant.amount!);
  const locale: Locale = isLocale(claim.locale) ? claim.locale : "en";
  const request = await announceReturn(
    { tx, clock, locale, by: by ?? claim.reported_by },
    {
      ...{ orderId: claim.order_id as Id<"ord">, resolution: resolutions[remedy], isOwed: true },
      method: grant.method ?? claim.method ?? undefined,
      lines: locked.lines.map(({ order_line: line, quantity, reason, said }) => ({
        ...{ line, quantity, reason },
        ...(said !== null && { detail: said }),
      })),
    },
  );
  const returnRequestId = request.id as Id<"rrq">;
  await tx.append(
    claimAccepted({
      subject: claim.shopper_id,
      at: clock.now(),
      data: { ...factOf(claim), remedy, returnRequestId },
    }),
  );
  return changeClaim(tx, accepted, { return_request_id: request.id });
}

function requireAmount({ remedy, amount }: Grant): void {
  const isReduced = remedy === "price-reduction";
  if (isReduced === (amount !== undefined)) return;
  const reason = isReduced ? "is missing: the sum that was agreed" : "is agreed only where the price is reduced";
  throw wrong(reason);
}

function wrong(reason: string) {
  return badInput({ field: "amount", reason }, { fields: [{ field: "amount", message: reason }] });
}

async function reducePrice({ tx, clock, by }: Granting, locked: LockedClaim, amount: bigint): Promise<LockedClaim> {
  const { claim } = locked;
  const of = factOf(claim);
  await tx.append(
    claimAccepted({ subject: claim.shopper_id, at: clock.now(), data: { ...of, remedy: "price-reduction" } }),
  );
  const refund = await intendRefund(tx, clock, {
    ...{ orderId: claim.order_id, amount, parts: await partsOf(tx, locked, amount), destination: "original" },
    ...{ reason: "damaged", reference: `claim/${toWire("clm", of.claimId)}`, actor: by ?? claim.reported_by },
  });
  await tx.append(
    claimSettled({
      ...{ subject: claim.shopper_id, at: clock.now() },
      data: {
        ...{ ...of, remedy: "price-reduction", amount, currency: claim.currency, repaired: [] },
        refundId: refund.id as Id<"rfd">,
      },
    }),
  );
  return changeClaim(tx, locked, {
    ...{ state: claimProcess.next(claim.state, "reduce"), ended_at: clock.now(), amount, refund_id: refund.id },
  });
}

/**
 * Of the goods, line by line, and of none of them more than was paid for its units: no units come back, and what is paid back for them later is
 * less by this.
 * @throws bad-input (400) where it is more than all of them cost
 */
async function partsOf(tx: Tx, { claim, lines }: LockedClaim, amount: bigint): Promise<RefundPart[]> {
  const bought = await tx.db
    .selectFrom("order_lines")
    .select(["line", "quantity", "paid"])
    .where("order_id", "=", claim.order_id)
    .execute();
  let left = amount;
  const parts = lines.flatMap(({ order_line: line, quantity }): RefundPart[] => {
    const row = bought.find((each) => each.line === line)!;
    const paid = paidForUnits(row.paid, row.quantity, 0, quantity);
    const share = paid < left ? paid : left;
    left -= share;
    return share > 0n ? [{ kind: "goods", line, quantity: 0, amount: share }] : [];
  });
  if (left > 0n) throw wrong(`is ${left} more than was paid for these goods`);
  return parts;
}
