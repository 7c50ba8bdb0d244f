import { whenForgotten } from "../../facts/shoppers/index.ts";

/** What was written in a decision, an appeal and its answer goes with the person; that it was decided, asked and answered stays. */
export const forgetAppeals = whenForgotten("appeals", async ({ db }, family) => {
  await db.updateTable("adverse_decisions").set({ because: null }).where("shopper_id", "in", family).execute();
  await db.updateTable("appeals").set({ said: null, answer: null }).where("shopper_id", "in", family).execute();
});
