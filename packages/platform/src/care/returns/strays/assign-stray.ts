import type { z } from "zod";
import { strayAssigned } from "../../../facts/items/index.ts";
import { lockLines } from "../../../facts/orders/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import type { Id } from "../../../foundation/ids/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { notFound } from "../../../foundation/problems/index.ts";
import {
  type ItemTable,
  itemInOwnStore,
  lockItem,
  notAStray,
  notUnclaimed,
  record,
  split,
  viewItems,
} from "../../dispositions/index.ts";
import { readReturnMoney } from "../read-return-money.ts";
import { assignStray } from "./stray.contract.ts";
import { takeBackStray } from "./take-back-stray.ts";

type To = z.output<typeof assignStray.input>["to"];

interface Assigning {
  readonly tx: Tx;
  readonly clock: Clock;
  readonly actor: string;
}

/** Nobody is waited for any longer: six months, as with things that were found (German Civil Code, section 973). Not held against its text. */
const unclaimedDays = 183;
const dayMs = 86_400_000;

/** Goods that nobody had announced become a return of an order, somebody's who gets them back, or ours; as long as nothing was decided of them. */
export const assignStrayOperation = operation(assignStray, {
  by: { associate: itemInOwnStore, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock, actor }, { itemId, quantity, to }) {
    const assigning = { tx, clock, actor: actor.id };
    // The order's lines before the item, as whoever takes goods back holds them first.
    if (to.as === "return") await lockLines(tx, to.orderId);
    const found = await lockItem(tx, itemId);
    requireOpen(found);
    const item = await split(tx, found, quantity ?? found.quantity);
    const change = to.as === "return" ? await takeBackStray(assigning, to, item) : await changeFor(assigning, item, to);
    const assigned = { ...item, ...change };
    await tx.db.updateTable("items").set(change).where("id", "=", item.id).execute();
    const { shopper_id: shopperId, order_id: orderId, return_id: returnId } = assigned;
    const at = clock.now();
    const as = to.as === "shopper-named" ? "shopper" : to.as;
    const details = { to: as, quantity: item.quantity, ...(to.as === "house" && { because: to.because }) };
    await record(tx, [{ item: assigned, at, by: actor.id, what: "assigned", details }]);
    await tx.append(
      strayAssigned({
        subject: shopperId,
        at,
        data: {
          ...{
            itemId: item.id as Id<"itm">,
            shopperId: shopperId as Id<"shp">,
            sku: item.sku,
            quantity: item.quantity,
          },
          ...{ kind: item.stray ?? "unknown", to: as },
          ...(orderId !== null && { orderId: orderId as Id<"ord"> }),
          ...(returnId !== null && { returnId: returnId as Id<"ret"> }),
        },
      }),
    );
    const [view] = await viewItems(tx, [assigned]);
    return {
      item: view!,
      ...(returnId !== null && { returnId: returnId as Id<"ret">, money: await readReturnMoney(tx, returnId) }),
    };
  },
});

function requireOpen({ stray, return_id, belongs_to, state, sku }: ItemTable): void {
  const isOpen = state === "waiting" || state === "inspected";
  if (stray === null || return_id !== null || belongs_to === "house" || !isOpen) throw notAStray({ sku });
}

async function changeFor(
  { tx, clock }: Assigning,
  item: ItemTable,
  to: Exclude<To, { as: "return" }>,
): Promise<Partial<ItemTable>> {
  if (to.as === "house") {
    const ageDays = (clock.now().getTime() - item.received_at.getTime()) / dayMs;
    const isEarly = item.belongs_to !== null || ageDays < unclaimedDays;
    if (to.because === "unclaimed" && isEarly) throw notUnclaimed({ field: "to/because", days: unclaimedDays });
    return { belongs_to: "house", ours_because: to.because };
  }
  if (to.as === "shopper-named") {
    const shopper = await tx.db
      .selectFrom("shoppers")
      .select("id")
      .where("id", "=", to.shopperId)
      .where("erased_at", "is", null)
      .executeTakeFirst();
    if (!shopper) throw notFound({ field: "to/shopperId" });
    // With whose purchase it came is no purchase of theirs: a link to it would open somebody else's order.
    return { ...theirs(item, shopper.id), order_id: null };
  }
  const order = await tx.db
    .selectFrom("orders")
    .select(["id", "shopper_id"])
    .where("id", "=", to.orderId)
    .executeTakeFirst();
  if (!order) throw notFound({ field: "to/orderId" });
  return { ...theirs(item, order.shopper_id), order_id: order.id };
}

/** Whoever turns out to own it has not been asked, whom else it was ascribed to before. */
function theirs({ shopper_id, asked_at }: ItemTable, shopperId: string) {
  const isSame = shopper_id === shopperId;
  return { belongs_to: "shopper" as const, shopper_id: shopperId, asked_at: isSame ? asked_at : null };
}
