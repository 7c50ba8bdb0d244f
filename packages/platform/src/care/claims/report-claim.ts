import { sql } from "kysely";
import { claimReported } from "../../facts/claims/index.ts";
import { lockLines, ownOrder } from "../../facts/orders/index.ts";
import type { ReturnMethod } from "../../facts/return-requests/return-request.schema.ts";
import { dayText } from "../../foundation/calendar/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { badInput } from "../../foundation/problems/index.ts";
import { readReturnTerms } from "../../judgement/return-policies/index.ts";
import { staysThere } from "../returns/requests/index.ts";
import { reportClaim } from "./claim.contract.ts";
import { claimProcess } from "./claim.ts";
import type { Claim, ClaimLine } from "./claim-tables.ts";
import { takeClaimUnits } from "./claim-units.ts";
import { grantClaim } from "./grant-claim.ts";
import { judgeClaim } from "./judge-claim.ts";
import { factOf } from "./store-claim.ts";
import { viewClaim } from "./view-claims.ts";

export const reportClaimOperation = operation(reportClaim, {
  by: { shopper: ownOrder, ...{ agent: anything, manager: anything, admin: anything, service: anything } },
  async run({ tx, clock, actor, locale }, { orderId, claimId = newId<"clm">(), lines: reported, remedy, method }) {
    if (actor.role === "shopper" && method !== undefined && staysThere(method)) throw mustCome(method);
    await lockLines(tx, orderId);
    const known = await tx.db.selectFrom("claims").select("order_id").where("id", "=", claimId).executeTakeFirst();
    if (known?.order_id === orderId) return viewClaim(tx, claimId, actor.role === "shopper");
    if (known) throw badInput({ field: "claimId", reason: "is another order's" });
    const now = clock.now();
    const terms = await readReturnTerms(tx, now, orderId);
    const { law, doubtsOf } = await judgeClaim(tx, terms, reported);
    const doubts = doubtsOf(remedy);
    const { shopper_id, currency } = terms.order;
    const by = `${actor.role}/${actor.id}`;
    const claim: Claim = {
      ...{ id: claimId, number: await nextNumber(tx), order_id: orderId, shopper_id, currency, remedy, doubts },
      ...{ state: claimProcess.initial, method: method ?? null, reported_at: now, reported_by: by, locale },
      ...{ presumed: law.isPresumed, guarantee_until: law.until === undefined ? null : dayText(law.until) },
      ...{ source: law.source, decided_at: null, decided_by: null, answer: null, return_request_id: null },
      ...{ amount: null, refund_id: null, ended_at: null },
    };
    const lines = reported.map(({ line, quantity, reason, said }, index): ClaimLine => {
      const { sku, title } = terms.order.lines.find((each) => each.line === line)!;
      return {
        ...{ claim_id: claimId, place: index + 1, order_line: line, sku, title, quantity, reason },
        said: said ?? null,
      };
    });
    await tx.db
      .insertInto("claims")
      .values({ ...claim, doubts: JSON.stringify(doubts) })
      .execute();
    await tx.db.insertInto("claim_lines").values(lines).execute();
    await takeClaimUnits(tx, { claimId, orderId }, reported);
    const told = reported.map(({ line, quantity, reason }) => ({ line, quantity, reason }));
    await tx.append(
      claimReported({ subject: shopper_id, at: now, data: { ...factOf(claim), lines: told, remedy, doubts } }),
    );
    if (doubts.length === 0) await grantClaim({ tx, clock, by: undefined }, { claim, lines }, { remedy });
    return viewClaim(tx, claimId);
  },
});

/** A number that was drawn for a claim which then failed is never used. */
async function nextNumber({ db }: DatabaseTx): Promise<string> {
  const { rows } = await sql<{ number: bigint }>`select nextval('claim_numbers') as number`.execute(db);
  return `CL-${rows[0]!.number}`;
}

/** Whoever has not seen the fault does not let the goods stay. */
function mustCome(method: ReturnMethod) {
  const [field, reason] = ["method", `is ${method}; expected a way by which the goods come to us`];
  return badInput({ field, reason }, { fields: [{ field, message: reason }] });
}
