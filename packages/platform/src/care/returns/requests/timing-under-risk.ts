import type { RefundTiming } from "../../../facts/return-requests/return-request.schema.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { minorDigits, paidForUnits } from "../../../foundation/money/index.ts";
import { recordAdverseDecision } from "../../../judgement/fairness/index.ts";
import { lockAdvancesOf, readAdvanceRisk, timingUnderRisk } from "../../../means/advances/index.ts";
import type { WantedLine, WantedReturn } from "./read-wanted.ts";
import type { ReturnRequest } from "./store-request.ts";

/** Money that would have been sent before the goods come, and waits for them. */
export interface DeferredTiming {
  readonly granted: RefundTiming;
  readonly reasons: readonly string[];
  readonly data: readonly { readonly name: string; readonly value: number }[];
}

interface Asked {
  readonly order: WantedReturn["order"];
  readonly wanted: readonly WantedLine[];
  readonly granted: RefundTiming;
  /** It is written down, and not only looked at. */
  readonly isBinding: boolean;
}

/** When the money is sent: as it is granted, unless goods may never come once it is back. Asked of nobody whose money waits for the goods anyway. */
export async function timingFor(
  tx: DatabaseTx,
  now: Date,
  { order, wanted, granted, isBinding }: Asked,
): Promise<{ readonly timing: RefundTiming; readonly deferred?: DeferredTiming }> {
  if (granted !== "instant" && granted !== "first-scan") return { timing: granted };
  const { shopper_id: shopperId, currency } = order;
  if (isBinding) await lockAdvancesOf(tx, shopperId);
  const amount = wanted.reduce((sum, { bought, quantity }) => {
    return sum + paidForUnits(bought.paid, bought.quantity, bought.returned_quantity, quantity);
  }, 0n);
  const risk = await readAdvanceRisk(tx, { shopperId, currency, amount, now });
  const timing = timingUnderRisk(
    granted,
    risk,
    wanted.some(({ terms }) => terms.law.isDue),
  );
  if (timing === granted) return { timing };
  const main = (minor: bigint) => Number(minor) / 10 ** minorDigits(currency);
  const { orders, meanBasket, outstanding, claims } = risk.known;
  return {
    timing,
    deferred: {
      granted,
      reasons: risk.reasons.map(({ reason }) => reason),
      data: [
        { name: "orders", value: orders },
        { name: "return-amount", value: main(amount) },
        ...(meanBasket === undefined ? [] : [{ name: "mean-basket-amount", value: main(meanBasket) }]),
        { name: "owed-amount", value: main(outstanding) },
        { name: "claims", value: claims },
      ],
    },
  };
}

/** Writes down that money waits for the goods where it usually would not, so that it can be explained and looked at again. */
export async function noteDeferred(
  tx: DatabaseTx,
  { id, order_id, shopper_id, currency, timing, requested_at: at }: ReturnRequest,
  { granted, reasons, data }: DeferredTiming,
): Promise<void> {
  await recordAdverseDecision(tx, {
    ...{ shopperId: shopper_id, orderId: order_id, kind: "instant-refund", subject: id, currency, at, reasons, data },
    outcome: [{ what: "refundTiming", usual: granted, granted: timing }],
  });
}
