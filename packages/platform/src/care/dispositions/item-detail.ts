import type { z } from "zod";
import { readRetailer } from "../../facts/retailer/index.ts";
import { namesOfActors } from "../../foundation/auth/index.ts";
import { dayAt } from "../../foundation/calendar/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, type Context, operation } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { destructionLaw } from "../../judgement/law/index.ts";
import { getItem, type ItemDetail } from "./item.contract.ts";
import type { ItemTable } from "./item-tables.ts";
import { viewItems } from "./item-view.ts";
import { optionsOf } from "./options-of-item.ts";
import { itemInOwnStore } from "./own-store.ts";
import { groupOf, readSettings } from "./settings.ts";

/** An item with what could become of it and all that was done with it. */
export async function detailOf(
  context: Pick<Context, "tx" | "clock" | "locale">,
  item: ItemTable,
): Promise<z.output<typeof ItemDetail>> {
  const { tx, clock } = context;
  const [view] = await viewItems(tx, [item]);
  const { settings } = await readSettings(tx);
  const { timeZone } = await readRetailer(tx);
  const { rules } = destructionLaw({
    ...{ country: item.country ?? undefined, size: settings.companySize, group: groupOf(settings, item.category) },
    on: dayAt(clock.now(), timeZone).day,
  });
  const offers = await tx.db
    .selectFrom("donation_offers as o")
    .innerJoin("destinations as d", "d.id", "o.destination_id")
    .select(["o.destination_id", "d.title", "o.offered_at", "o.answer"])
    .where("o.item_id", "=", item.id)
    .orderBy("o.offered_at")
    .execute();
  const records = await tx.db
    .selectFrom("item_records")
    .select(["at", "by", "what", "details"])
    .where("item_id", "=", item.id)
    .orderBy("id")
    .execute();
  const names = await namesOfActors(
    tx,
    records.map(({ by }) => by),
  );
  const open = item.state === "waiting" || item.state === "inspected" || item.state === "refurbishing";
  return {
    ...view!,
    options: open ? await optionsOf(context, item) : [],
    law: [...new Set(rules.map(({ source }) => source))],
    offers: offers.map(({ destination_id, title, offered_at, answer }) => ({
      ...{ destinationId: destination_id as Id<"dst">, title, offeredAt: offered_at },
      ...(answer !== null && { answer }),
    })),
    records: records.map(({ at, by, what, details }) => ({
      ...{ at, what, details: details as Record<string, unknown> },
      ...(names.has(by) && { by: names.get(by) }),
    })),
  };
}

export const getItemOperation = operation(getItem, {
  by: { associate: itemInOwnStore, agent: anything, manager: anything, admin: anything, service: anything },
  async run(context, { itemId }) {
    const item = await context.tx.db.selectFrom("items").selectAll().where("id", "=", itemId).executeTakeFirst();
    if (!item) throw notFound();
    return detailOf(context, item);
  },
});
