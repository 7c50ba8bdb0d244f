import { familyOf } from "../../../facts/persons/index.ts";
import { shopperErased } from "../../../facts/shoppers/index.ts";
import { on } from "../../../foundation/reactions/index.ts";

/** What was written goes with the person; that goods came back, and what was paid for them, stays. */
export const forgetRequestsWhenErased = on(shopperErased, "return-requests.forget", async ({ tx }, { data }) => {
  const family = await familyOf(tx, data.shopperId);
  const own = tx.db.selectFrom("return_requests").select("id").where("shopper_id", "in", family);
  await tx.db.updateTable("return_request_lines").set({ detail: null }).where("request_id", "in", own).execute();
  await tx.db
    .updateTable("return_requests")
    .set({ plea: null, declined: null })
    .where("shopper_id", "in", family)
    .execute();
});
