import { whenForgotten } from "../../facts/shoppers/index.ts";

/** What messages said, where they went and what was answered is forgotten with the person. */
export const messageReactions = whenForgotten("messages", async ({ db }, family) => {
  await db.deleteFrom("message_contents").where("shopper_id", "in", family).execute();
  // A name or the first part of an address can stand in it that nothing marks as such.
  await db.updateTable("messages").set({ failure: null }).where("shopper_id", "in", family).execute();
});
