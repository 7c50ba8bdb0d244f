import { whenForgotten } from "../../facts/shoppers/index.ts";

/** What was written of a fault and in answer goes with the person; that it was claimed, and what was done, stays. */
export const forgetClaims = whenForgotten("claims", async ({ db }, family) => {
  const own = db.selectFrom("claims").select("id").where("shopper_id", "in", family);
  await db.updateTable("claim_lines").set({ said: null }).where("claim_id", "in", own).execute();
  await db.updateTable("claims").set({ answer: null }).where("shopper_id", "in", family).execute();
});
