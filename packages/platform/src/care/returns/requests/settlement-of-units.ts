import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { readPolicy } from "../../../judgement/return-policies/index.ts";
import { type ReturningUnits, type Settlement, settle } from "../../../means/return-money/index.ts";
import { readSettledOrder } from "./settled-before.ts";
import type { ReturnRequest, ReturnRequestLine } from "./store-request.ts";

/** Units of a line of a request. */
interface UnitsOfLine {
  readonly line: ReturnRequestLine;
  readonly quantity: number;
}

/** What units of a request come to after what was settled of their order before. Whoever pays it reads under the lock of the order's lines. */
export async function settlementOf(
  tx: DatabaseTx,
  request: ReturnRequest,
  units: readonly UnitsOfLine[],
): Promise<Settlement> {
  const order = await readSettledOrder(tx, request.order_id, request.id);
  const policy = await readPolicy(tx, request.policy_version);
  return settle({
    ...order,
    breakage: policy?.document.promotionBreakage ?? "keep-share",
    returning: units.map(({ line, quantity }) => returningOf(line, quantity)),
    shippingOwed: paysBack(request) ? order.shipping : 0n,
  });
}

/** What is still to come for units that are announced, or came, and are not settled, minor units, with its bonus where credit was chosen; 0 for what is repaired. */
export async function dueOf(
  tx: DatabaseTx,
  request: ReturnRequest,
  lines: readonly ReturnRequestLine[],
): Promise<{ readonly due: bigint; readonly dueBonus: bigint }> {
  const isOver = ["declined", "cancelled", "expired"].includes(request.state);
  const units = lines
    .map((line) => ({ line, quantity: line.quantity - line.released + line.elsewhere - line.settled }))
    .filter(({ quantity }) => quantity > 0);
  if (isOver || units.length === 0 || request.resolution === "repair") return { due: 0n, dueBonus: 0n };
  const { amount, bonus } = await settlementOf(tx, request, units);
  return { due: amount, dueBonus: request.resolution === "store-credit" ? bonus : 0n };
}

/** Units of a line as they are settled: on the terms that were written down. */
function returningOf(line: ReturnRequestLine, quantity: number): ReturningUnits {
  return {
    ...{ line: line.order_line, quantity, byLaw: line.by_law },
    ...{ logisticsFee: line.logistics_fee, restockingPercent: line.restocking_percent },
    bonusPercent: line.bonus_percent,
  };
}

/** Whether the price goes back, in whatever form, so that the order is undone and its postage with it. */
export function paysBack({ resolution }: Pick<ReturnRequest, "resolution">): boolean {
  return resolution === "refund" || resolution === "store-credit" || resolution === "gift-card";
}
