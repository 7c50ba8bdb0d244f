import { whenForgotten } from "../../facts/shoppers/index.ts";

/** What staff typed beside goods goes with the person who had bought them; what became of the goods stays. */
export const forgetNotes = whenForgotten("dispositions", async ({ db }, family) => {
  await db.updateTable("items").set({ note: null }).where("shopper_id", "in", family).execute();
});
