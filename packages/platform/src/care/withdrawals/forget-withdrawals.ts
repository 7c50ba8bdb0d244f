import { whenForgotten } from "../../facts/shoppers/index.ts";

/** Who stated it and in which words goes with the person; that it was stated, when, and of which order stays. */
export const forgetWithdrawals = whenForgotten("withdrawals", async ({ db }, family) => {
  // Without the salt nobody can try names until one fits what is left.
  await db
    .updateTable("withdrawals")
    .set({ name: null, email: null, what: null, salt: null, note: null })
    .where("shopper_id", "in", family)
    .execute();
});
