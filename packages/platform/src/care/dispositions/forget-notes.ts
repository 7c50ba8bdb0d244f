import { whenForgotten } from "../../facts/shoppers/index.ts";

/** What staff typed beside goods, and from the parcel that nobody knew, goes with the person who had bought them; what became of the goods stays. */
export const forgetNotes = whenForgotten("dispositions", async ({ db }, family) => {
  await db.updateTable("items").set({ note: null, tracking_number: null }).where("shopper_id", "in", family).execute();
});
