import { anything, operation } from "../../foundation/operations/index.ts";
import { badInput } from "../../foundation/problems/index.ts";
import { readDestination } from "./destinations.ts";
import { offerDonation } from "./item.contract.ts";
import { record } from "./item-facts.ts";
import { viewItems } from "./item-view.ts";
import { lockItems } from "./lock-items.ts";
import { itemsInOwnStore } from "./own-store.ts";
import { requireRightful } from "./whose-item.ts";

/** Keeps that a charity was offered items, and what it said. What was said before stays in the records. */
export const offerDonationOperation = operation(offerDonation, {
  by: { associate: itemsInOwnStore, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock, actor }, { itemIds, destinationId, answer }) {
    const { kind } = await readDestination(tx, destinationId);
    if (kind !== "charity") {
      const reason = "goods are offered for donation to a charity; this is none";
      throw badInput({ field: "destinationId", reason }, { fields: [{ field: "destinationId", message: reason }] });
    }
    const items = await lockItems(tx, itemIds);
    for (const item of items) requireRightful(item, undefined);
    const at = clock.now();
    const rows = items.map(({ id }) => ({
      ...{ item_id: id, destination_id: destinationId, offered_at: at },
      ...{ answer: answer ?? null, answered_at: answer === undefined ? null : at },
    }));
    // Asked again, the first day counts; an answer takes the place of the one before.
    await tx.db
      .insertInto("donation_offers")
      .values(rows)
      .onConflict((conflict) => {
        const same = conflict.columns(["item_id", "destination_id"]);
        if (answer === undefined) return same.doNothing();
        return same.doUpdateSet((row) => ({
          answer: row.ref("excluded.answer"),
          answered_at: row.ref("excluded.answered_at"),
        }));
      })
      .execute();
    const details = { destinationId, answer: answer ?? null };
    await record(
      tx,
      items.map((item) => ({ item, at, by: actor.id, what: "offered", details })),
    );
    return { items: await viewItems(tx, items) };
  },
});
