import type { Locale } from "@aftercare/messages";
import type { z } from "zod";
import { labelsOf } from "../../../facts/persons/index.ts";
import { type DatabaseTx, listed, statement } from "../../../foundation/database/index.ts";
import type { Id } from "../../../foundation/ids/index.ts";
import { becauseOf, type Granted, readPolicy } from "../../../judgement/return-policies/index.ts";
import { labelsOfRequests, type ReturnLabel } from "../../../means/labels/index.ts";
import type { ReturnRequestView } from "./return-request.contract.ts";
import { shopOf } from "./shop-request.ts";
import { type ReturnRequest, type ReturnRequestLine, readLines } from "./store-request.ts";

type View = z.output<typeof ReturnRequestView>;

/** Requests as they are told, each with the sentences of the policy under which it was made. */
export async function viewRequests(tx: DatabaseTx, rows: readonly ReturnRequest[], locale: Locale): Promise<View[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [lines, shoppers, labels, outcomes, policies] = await Promise.all([
    readLines(tx, ids),
    labelsOf(tx, [...new Set(rows.map(({ shopper_id }) => shopper_id))]),
    labelsOfRequests(tx, ids),
    readOutcomes(tx, ids),
    policiesOf(tx, rows),
  ]);
  return rows.map((row): View => {
    const outcome = outcomes.get(row.id)!;
    const rules = policies.get(row.policy_version)?.document.rules ?? [];
    const shop = shopOf(row);
    // Whoever had to ask had no window any more.
    const isInWindow = row.plea === null;
    return {
      ...{ returnRequestId: row.id as Id<"rrq">, number: row.number, state: row.state },
      ...{ orderId: row.order_id as Id<"ord">, orderNumber: outcome.order_number },
      ...{ shopperId: row.shopper_id as Id<"shp">, shopper: shoppers.get(row.shopper_id) },
      ...{ requestedAt: row.requested_at, method: row.method, resolution: row.resolution, timing: row.timing },
      isCureOnly: row.cure_only,
      ...(shop !== undefined && { announcedIn: shop }),
      ...(row.expires_at !== null && { expiresAt: row.expires_at }),
      ...(row.closed_at !== null && { closedAt: row.closed_at }),
      ...(row.plea !== null && { plea: row.plea }),
      ...(row.declined !== null && { declined: row.declined }),
      ...(row.refund_by !== null && { refundBy: row.refund_by }),
      currency: row.currency,
      lines: lines.flatMap((line) =>
        line.request_id === row.id ? [viewLine(line, { rules, locale, isInWindow })] : [],
      ),
      ...{ settled: outcome.settled, fee: outcome.fee },
      labels: labels.flatMap((label) => (label.return_request_id === row.id ? viewLabel(label) : [])),
      ...{ refunds: outcome.refunds, returns: outcome.returns },
    };
  });
}

export async function viewRequest(tx: DatabaseTx, row: ReturnRequest, locale: Locale): Promise<View> {
  const [view] = await viewRequests(tx, [row], locale);
  return view!;
}

interface Outcome {
  readonly id: string;
  readonly order_number: string;
  readonly settled: bigint;
  readonly fee: bigint;
  readonly refunds: Id<"rfd">[];
  readonly returns: Id<"ret">[];
}

/** What has come of requests, in one statement. */
async function readOutcomes(tx: DatabaseTx, ids: readonly string[]): Promise<Map<string, Outcome>> {
  const rows = await outcomesOf(tx, ids);
  return new Map(rows.map((row) => [row.id, row]));
}

const outcomesOf = statement<[requestIds: readonly string[]], Outcome>(
  "return-request-outcomes",
  `select q.id, o.key as order_number, s.settled, s.fee, s.refunds,
    array(select r.id from returns r where r.request_id = q.id order by r.returned_at, r.id) as returns
  from return_requests q join orders o on o.id = q.order_id
  cross join lateral (
    select coalesce(sum(amount), 0)::bigint as settled, coalesce(sum(logistics_fee + restocking_fee), 0)::bigint as fee,
      coalesce(array_agg(refund_id order by number) filter (where refund_id is not null), '{}') as refunds
    from return_settlements where request_id = q.id
  ) s
  where q.id = any(${listed("$1")})`,
);

function viewLabel(label: ReturnLabel): View["labels"] {
  if (label.state !== "valid") return [];
  return [
    {
      ...{ labelId: label.id as Id<"lbl">, carrier: label.carrier, trackingNumber: label.tracking_number },
      ...{ boxless: label.boxless, validUntil: label.valid_until, parcelId: label.parcel_id as Id<"pcl"> },
    },
  ];
}

interface Telling {
  readonly rules: Parameters<typeof becauseOf>[1];
  readonly locale: Locale;
  readonly isInWindow: boolean;
}

function viewLine(line: ReturnRequestLine, { rules, locale, isInWindow }: Telling): View["lines"][number] {
  const { title, detail, until } = line;
  // Written by the house itself, and nobody else.
  const by = line.granted_by as Granted["by"];
  return {
    ...{ line: line.order_line, quantity: line.quantity, sku: line.sku, reason: line.reason },
    ...{ received: line.received, released: line.released, settled: line.settled },
    ...(title !== null && { title }),
    ...(detail !== null && { detail }),
    ...(until !== null && { until }),
    because: becauseOf(by, rules, locale, isInWindow ? by.windowDays : undefined),
  };
}

async function policiesOf(tx: DatabaseTx, rows: readonly ReturnRequest[]) {
  const versions = [...new Set(rows.map(({ policy_version }) => policy_version))];
  const read = await Promise.all(versions.map((version) => readPolicy(tx, version)));
  return new Map(versions.map((version, index) => [version, read[index]]));
}
