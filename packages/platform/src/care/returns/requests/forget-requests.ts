import { whenForgotten } from "../../../facts/shoppers/index.ts";

/** What was written goes with the person; that goods came back, and what was paid for them, stays. */
export const forgetRequests = whenForgotten("return-requests", async ({ db }, family) => {
  const own = db.selectFrom("return_requests").select("id").where("shopper_id", "in", family);
  await db.updateTable("return_request_lines").set({ detail: null }).where("request_id", "in", own).execute();
  await db
    .updateTable("return_requests")
    .set({ plea: null, declined: null })
    .where("shopper_id", "in", family)
    .execute();
});
