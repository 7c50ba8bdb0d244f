import { knownMargin, type MarginSums } from "../../../facts/catalogue/index.ts";
import type { IncidentKind } from "../../../facts/delivery/incident.schema.ts";
import type { ParcelFault } from "../../../facts/parcels/status.schema.ts";
import { emptyProfile, foldEvent, type PersonEvent, personEvents, profileAt } from "../../../facts/profiles/index.ts";
import { dayNumber } from "../../../foundation/calendar/index.ts";
import { type DatabaseTx, listed, statement } from "../../../foundation/database/index.ts";
import type { Id } from "../../../foundation/ids/index.ts";
import type { Situation } from "../../../judgement/decisions/index.ts";
import { pointsWorth } from "../../../means/points/index.ts";
import {
  daysOfNeverComing,
  goodwillKinds,
  isGone,
  occasionScale,
  type RemedyContext,
  usualBasket,
} from "./remedy-context.ts";

/** The sums are those of what the person had bought; those of `goods` are the order's own. */
interface Row extends MarginSums {
  readonly id: string;
  readonly person: Id<"shp">;
  readonly currency: string;
  readonly kind: IncidentKind;
  readonly fault: ParcelFault | null;
  readonly opened_at: Date;
  readonly predicted: boolean;
  readonly chance_late: number;
  readonly promised_latest: string | null;
  readonly new_latest: string | null;
  readonly total: bigint;
  readonly shipping: bigint;
  readonly shipping_left: string;
  readonly refundable: string;
  readonly goods: MarginSums;
  readonly goods_cost: string;
  readonly country: string | null;
  readonly occasion_kind: string | null;
  readonly occasion_on: string | null;
  readonly earlier: number;
  readonly assumed_rate: string;
  readonly has_new_product: boolean;
  readonly given_before: boolean;
  readonly lacking: boolean;
  readonly shipped: boolean;
  readonly can_upgrade: boolean;
  readonly has_pickup: boolean;
}

/**
 * Deliveries in trouble as remedies see them: each with the person as of the instant at which the trouble began, however much has been
 * bought since. Three queries for however many.
 */
export async function remedySituations(
  tx: DatabaseTx,
  incidentIds: readonly string[],
): Promise<Situation<RemedyContext>[]> {
  const [rows, points] = await Promise.all([incidentsSeen(tx, incidentIds), pointsWorth(tx)]);
  if (rows.length === 0) return [];
  const events = await personEvents(tx, [...new Set(rows.map(({ person }) => person))]);
  const histories = Map.groupBy(events, ({ personId }) => personId);
  return rows.map((row) => {
    const context = contextOf(row, histories.get(row.person) ?? []);
    const { profile, orderTotal, shippingPaid, orderMarginRate } = context;
    return {
      ...{ subject: row.id, shopperId: row.person, storeId: null, storeKey: null },
      ...{ asOf: row.opened_at, currency: row.currency, basket: usualBasket(context) },
      ...(points?.currency === row.currency && { points: points.rate }),
      habits: {
        orders: profile.orders,
        returns: profile.returns,
        returnRate: profile.returnRate ?? 0,
        somethingNew: row.has_new_product,
      },
      order: {
        ...{ total: orderTotal, shipping: shippingPaid, marginRate: orderMarginRate },
        goodsCost: Number(row.goods_cost),
        owed: isGone(row.kind) ? orderTotal : 0,
      },
      impossible: impossibleFor(row),
      effectScale: occasionScale(context),
      context,
    };
  });
}

/** What nobody can do for this order, whatever any program says. */
function impossibleFor(row: Row): NonNullable<Situation<RemedyContext>["impossible"]> {
  const because = (reason: string) => `reasons.ineligible.${reason}`;
  const isRefunded = BigInt(row.refundable) <= 0n;
  const canBeRedirected = row.has_pickup && !isGone(row.kind);
  return {
    ...((isRefunded || BigInt(row.shipping_left) <= 0n) && { "shipping-refund": because("no-postage-left") }),
    ...(isRefunded && { "partial-refund": because("already-refunded"), "cancel-refund": because("already-refunded") }),
    ...(row.lacking && { reship: because("out-of-stock") }),
    ...(row.shipped
      ? { "express-upgrade": because("already-shipped") }
      : !row.can_upgrade && { "express-upgrade": because("no-faster-service") }),
    ...(!canBeRedirected && { "pickup-redirect": because("no-pick-up") }),
    // A delivery that seems in time for a while and late again is one trouble, and its amends were made.
    ...(row.given_before && Object.fromEntries(goodwillKinds.map((kind) => [kind, because("given-before")]))),
  };
}

function contextOf(row: Row, history: readonly PersonEvent[]): RemedyContext {
  const before = history.filter(({ at }) => at <= row.opened_at);
  const state = before.reduce(foldEvent, emptyProfile);
  const margin = knownMargin(row);
  const marginRate = margin ?? Number(row.assumed_rate);
  const expected = row.new_latest ?? row.promised_latest;
  return {
    ...{ kind: row.kind, fault: row.fault ?? undefined, chanceLate: row.chance_late, predicted: row.predicted },
    daysLate: daysLate(row),
    orderTotal: Number(row.total),
    orderMarginRate: knownMargin(row.goods) ?? marginRate,
    shippingPaid: Number(row.shipping),
    occasion: row.occasion_kind ?? undefined,
    daysToOccasion:
      row.occasion_on === null || expected === null ? undefined : dayNumber(row.occasion_on) - dayNumber(expected),
    ...{ country: row.country ?? undefined, earlierIncidents: row.earlier },
    profile: profileAt(state, row.opened_at),
    linesPerOrder: state.orders > 0 ? state.lines / state.orders : 0,
    ...{ marginRate, marginKnown: margin !== undefined },
    ...{ inStock: !row.lacking, canUpgrade: row.can_upgrade && !row.shipped, hasPickup: row.has_pickup },
  };
}

function daysLate({ kind, new_latest, promised_latest }: Row): number {
  if (isGone(kind)) return daysOfNeverComing;
  if (new_latest === null || promised_latest === null) return 0;
  return Math.max(0, dayNumber(new_latest) - dayNumber(promised_latest));
}

/** The latest deliveries in trouble, by their identifiers. */
export async function latestIncidents(tx: DatabaseTx, most: number): Promise<string[]> {
  const rows = await tx.db.selectFrom("incidents").select("id").orderBy("opened_at", "desc").limit(most).execute();
  return rows.map(({ id }) => id);
}

/** The sums of a shop's own costs over some order lines `l`, each with its variant `v`. */
const sums = `sum(l.paid - l.tax) as revenue, sum(l.paid - l.tax) filter (where v.cost is not null) as costed_revenue,
  sum(v.cost * l.quantity) as cost`;

const incidentsSeen = statement<[incidentIds: readonly string[]], Row>(
  "remedies.incidents",
  `select i.id, family.person, o.currency, i.kind, i.fault, i.opened_at, i.predicted, i.chance_late,
    i.promised_latest, i.new_latest, o.total, o.shipping, d.country, d.occasion_kind, d.occasion_on,
    (o.shipping - refunded.shipping)::text as shipping_left,
    (coalesce((select sum(amount) from payments p where p.order_id = o.id), o.total) - refunded.amount
      - coalesce((select sum(amount) from return_lines rl where rl.order_id = o.id), 0))::bigint::text as refundable,
    json_build_object('revenue', goods.revenue::text, 'costed_revenue', goods.costed_revenue::text, 'cost', goods.cost::text)
      as goods,
    goods.all_cost::bigint::text as goods_cost, settings.rate as assumed_rate,
    (select count(*)::int from incidents e where e.shopper_id = any(family.members) and e.opened_at < i.opened_at) as earlier,
    exists (select from remedies g where g.order_id = i.order_id and g.incident_id <> i.id and g.goodwill_given
      and g.offered_at <= i.opened_at) as given_before,
    (select count(*) from (select from variants limit bought.skus + 1) known) > bought.skus as has_new_product,
    -- Where several systems speak of one stock code, the largest counts; of what nobody counted there is enough.
    exists (select from order_lines l where l.order_id = o.id
      and (select max(v.in_stock) from variants v where v.sku = l.sku) < l.quantity) as lacking,
    exists (select from parcel_orders po join parcels p on p.id = po.parcel_id
      where po.order_id = o.id and p.direction = 'outbound' and p.phase >= 1) as shipped,
    exists (select from shipping_services s
      where s.active and s.upgrade_of = d.service_key and d.country = any(s.countries)) as can_upgrade,
    exists (select from shipping_services s
      where s.active and s.kind = 'pickup' and d.country = any(s.countries)) as has_pickup,
    bought.revenue, bought.costed_revenue, bought.cost
  from incidents i
  join orders o on o.id = i.order_id
  join shoppers s on s.id = o.shopper_id
  left join order_deliveries d on d.order_id = o.id
  cross join (select assumed_margin_rate as rate from retailer_settings) settings
  cross join lateral (
    select coalesce(s.merged_into, s.id) as person,
      array(select coalesce(s.merged_into, s.id) union all
        select id from shoppers where merged_into = coalesce(s.merged_into, s.id)) as members
  ) family
  cross join lateral (
    select coalesce(sum(r.amount), 0) as amount, coalesce(sum((select sum((part ->> 'amount')::bigint)
      from jsonb_array_elements(r.parts) part where part ->> 'kind' = 'shipping')), 0) as shipping
    from refunds r where r.order_id = o.id and r.cancelled_at is null
  ) refunded
  cross join lateral (
    select ${sums},
      -- A line of unknown cost is taken at the retailer's assumed rate.
      coalesce(sum(coalesce(v.cost * l.quantity, (l.paid - l.tax) * (1 - settings.rate))), 0) as all_cost
    from order_lines l
    left join variants v on v.source = l.source and v.sku = l.sku and v.currency is not distinct from o.currency
    where l.order_id = o.id
  ) goods
  cross join lateral (
    select count(distinct l.sku) as skus, ${sums}
    from order_lines l
    left join variants v on v.source = l.source and v.sku = l.sku and v.currency is not distinct from o.currency
    where l.shopper_id = any(family.members) and l.placed_at < i.opened_at
  ) bought
  where i.id = any(${listed("$1")})`,
);
