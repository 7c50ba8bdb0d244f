import { createHash } from "node:crypto";
import { knownMargin, type MarginSums } from "../../../facts/catalogue/index.ts";
import { type ProfileState, profileAt } from "../../../facts/profiles/index.ts";
import type { RetailerSettings } from "../../../facts/retailer/index.ts";
import type { Resolution } from "../../../facts/return-requests/return-request.schema.ts";
import { isAboutFit, isFaulty } from "../../../facts/returns/reasons/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import { type DatabaseTx, statement } from "../../../foundation/database/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { decideShown } from "../../../judgement/decisions/index.ts";
import { behaviourSegment, cheapestWay, type SendingFee } from "../../../judgement/return-policies/index.ts";
import { areAnswersInStock } from "../../../judgement/substitutes/index.ts";
import type { RecommendationContext } from "./recommendation-context.ts";
import { returnRecommendation, situationOf } from "./return-recommendation.ts";

/** Lines that somebody wants to give back, with what can be chosen for them. */
export interface AskedReturn {
  readonly order: {
    readonly id: string;
    readonly shopper_id: string;
    readonly currency: string;
    readonly channel: string;
    readonly country: string | null;
  };
  readonly wanted: readonly {
    readonly line: number;
    readonly quantity: number;
    readonly reason: string;
    readonly bought: { readonly sku: string; readonly quantity: number; readonly paid: bigint };
    readonly terms: { readonly grants: { readonly bonusPercent: number } };
  }[];
  readonly offer: { readonly resolutions: readonly Resolution[] };
  readonly document: { readonly costOfSending: SendingFee };
  readonly profile: ProfileState;
  readonly retailer: Pick<RetailerSettings, "assumedMarginRate">;
}

export interface Recommended {
  /** Undefined where nothing is recommended. */
  readonly resolution: Resolution | undefined;
  /** Writes down what was shown, with the request that came of it. */
  remember(tx: Tx, requestId: string): Promise<void>;
}

/**
 * Which of what is granted is recommended for lines that somebody wants to give back. The same question is answered the same; nothing is written
 * until a request comes of it. Never one that is not granted, nor an exchange for what is not there.
 */
export async function recommendResolution(
  deciding: { readonly tx: DatabaseTx; readonly clock: Clock },
  asked: AskedReturn,
): Promise<Recommended> {
  const now = deciding.clock.now();
  const context = await contextOf(deciding.tx, now, asked);
  const question = returnRecommendation.ask(situationOf(subjectOf(asked), context));
  const { terms, write } = await decideShown(deciding, returnRecommendation, question);
  const resolution = terms?.kind === "recommend" ? terms.resolution : undefined;
  return {
    resolution: resolution !== undefined && asked.offer.resolutions.includes(resolution) ? resolution : undefined,
    async remember(tx, requestId) {
      await tx.db
        .insertInto("return_recommendations")
        .values({
          ...{ request_id: requestId, shopper_id: asked.order.shopper_id, asked_at: now },
          asked: JSON.stringify(context),
        })
        .onConflict((conflict) => conflict.column("request_id").doNothing())
        .execute();
      await write(tx, requestId);
    },
  };
}

/** An identifier made of the question alone: the order, its lines, how many of each and why. */
function subjectOf({ order, wanted }: AskedReturn): string {
  const lines = wanted.map(({ line, quantity, reason }) => `${line}/${quantity}/${reason}`).toSorted();
  const hash = createHash("sha256")
    .update([order.id, ...lines].join(" "))
    .digest("hex");
  return hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

async function contextOf(tx: DatabaseTx, now: Date, asked: AskedReturn): Promise<RecommendationContext> {
  const { order, wanted, offer, document, profile: state } = asked;
  const [[sums], isThere] = await Promise.all([
    marginOf(tx, order.id, [...new Set(wanted.map(({ line }) => line))]),
    !offer.resolutions.includes("exchange") || areAnswersInStock(tx, order.id, wanted),
  ]);
  const profile = profileAt(state, now);
  const value = (each: AskedReturn["wanted"][number]) =>
    (Number(each.bought.paid) * each.quantity) / each.bought.quantity;
  const margin = sums && knownMargin(sums);
  const reason = wanted[0]?.reason ?? "";
  return {
    ...{
      shopperId: order.shopper_id,
      currency: order.currency,
      at: now.toISOString(),
      allowed: [...offer.resolutions],
      outOfStock: isThere ? [] : ["exchange"],
    },
    value: wanted.reduce((sum, each) => sum + value(each), 0),
    units: wanted.reduce((sum, { quantity }) => sum + quantity, 0),
    bonus: wanted.reduce((sum, each) => sum + (value(each) * each.terms.grants.bonusPercent) / 100, 0),
    ...{ reason, aboutFit: isAboutFit(reason), faulty: isFaulty(reason) },
    ...{ channel: order.channel, country: order.country ?? "", sending: Number(cheapestWay(document.costOfSending)) },
    ...{ marginRate: margin ?? Number(asked.retailer.assumedMarginRate), marginKnown: margin !== undefined },
    ...{ orders: profile.orders, purchaseDays: profile.purchaseDays, recencyDays: profile.recencyDays ?? 0 },
    tenureDays: profile.tenureDays ?? 0,
    meanBasket: profile.currency === order.currency ? Number(profile.meanBasket ?? 0n) : 0,
    meanUnits: profile.meanUnits ?? 0,
    linesPerOrder: state.orders > 0 ? state.lines / state.orders : 0,
    discountShare: profile.discountShare ?? 0,
    onlineShare: profile.channelMix.find(({ channel }) => channel === "online")?.share ?? 0,
    ...{ returns: profile.returns, returnRate: profile.returnRate ?? 0, tier: profile.tier ?? "" },
    segment: behaviourSegment(profile),
  };
}

const marginOf = statement<[orderId: string, lines: readonly number[]], MarginSums>(
  "recommendation-margin",
  `select sum(l.paid - l.tax)::text as revenue,
    (sum(l.paid - l.tax) filter (where v.cost is not null))::text as costed_revenue,
    sum(v.cost * l.quantity)::text as cost
  from order_lines l
  join orders o on o.id = l.order_id
  left join variants v on v.source = l.source and v.sku = l.sku and v.currency is not distinct from o.currency
  where l.order_id = $1 and l.line in (select unnest($2::int[]))`,
);
