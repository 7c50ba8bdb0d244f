import { profileAt, readProfile } from "../../facts/profiles/index.ts";
import { returnRequestOpened } from "../../facts/return-requests/index.ts";
import { CarriedMethod, type ReturnMethod } from "../../facts/return-requests/return-request.schema.ts";
import { on } from "../../foundation/reactions/index.ts";
import { type LessThanUsual, recordAdverseDecision } from "../../judgement/fairness/index.ts";
import {
  behaviourSegment,
  feesOf,
  type Granted,
  type GrantedLess,
  grantedLess,
  readPolicy,
} from "../../judgement/return-policies/index.ts";

/**
 * A return was announced on terms that are worse than usual because of how its shopper buys and gives back: that is written down, so that it can be
 * explained and looked at again. What the law raised is none of it.
 */
export const noteAdverseTerms = on(returnRequestOpened, "appeals.note-adverse-terms", async ({ tx }, { data, at }) => {
  const { returnRequestId, orderId, shopperId } = data;
  const request = await tx.db
    .selectFrom("return_requests")
    .select(["currency", "policy_version", "gift_id", "method"])
    .where("id", "=", returnRequestId)
    .executeTakeFirst();
  // The terms of a gift are those of who bought it, and how that person buys is nobody else's to hear.
  if (!request || request.gift_id !== null) return;
  const policy = await readPolicy(tx, request.policy_version);
  if (!policy) return;
  const lines = await tx.db
    .selectFrom("return_request_lines")
    .select(["granted_by", "logistics_fee"])
    .where("request_id", "=", returnRequestId)
    .execute();
  const less = lines.flatMap(({ granted_by, logistics_fee }) =>
    // In a store nothing is sent, and nothing is charged for it.
    grantedLess(policy.document, granted_by as Granted["by"]).filter(
      ({ what }) => what !== "logisticsFee" || logistics_fee > 0n,
    ),
  );
  const outcome = [...new Map(less.map((each) => [each.what, each])).values()]
    .map(({ what, usual, granted }) => ({
      ...{ what, usual: plain(usual, request.method), granted: plain(granted, request.method) },
    }))
    // Another way is dearer than usual, and was not chosen.
    .filter(({ usual, granted }) => usual !== granted);
  if (outcome.length === 0) return;
  const profile = profileAt(await readProfile(tx, shopperId), at);
  const segment = behaviourSegment(profile);
  await recordAdverseDecision(tx, {
    ...{ shopperId, orderId, kind: "return-terms", subject: returnRequestId, currency: request.currency, at },
    outcome,
    reasons: [`segment-${segment}`],
    data: [
      { name: "segment", value: segment },
      { name: "orders", value: profile.orders },
      { name: "units-bought", value: profile.unitsBought },
      { name: "units-returned", value: profile.unitsReturned },
      ...(profile.returnRate === undefined ? [] : [{ name: "return-rate", value: profile.returnRate }]),
    ],
  });
});

/** Of a fee what it is for the way that was chosen. */
function plain(value: GrantedLess["usual"], method: ReturnMethod): LessThanUsual["usual"] {
  if (typeof value !== "bigint" && (typeof value !== "object" || Array.isArray(value))) return value;
  const carried = CarriedMethod.safeParse(method);
  return carried.success ? Number(feesOf(value)[carried.data]) : 0;
}
