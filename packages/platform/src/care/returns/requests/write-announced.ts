import { type DatabaseTx, statement } from "../../../foundation/database/index.ts";
import type { ReturnRequest, ReturnRequestLine } from "./store-request.ts";

/**
 * Writes the request with its lines and counts its units, in one statement: whoever announces waits for one way to the
 * database instead of four. A number that was drawn for a request which then failed is never used.
 * @returns the number
 */
export async function writeAnnounced(
  tx: DatabaseTx,
  request: Omit<ReturnRequest, "number">,
  lines: readonly ReturnRequestLine[],
): Promise<string> {
  const counted = lines.map((line) => ({ ...line, logistics_fee: line.logistics_fee.toString() }));
  const [row] = await announce(tx, JSON.stringify(request), JSON.stringify(counted), request.order_id);
  return row!.number;
}

/** Named, so that what a later release adds to the tables while this one runs has its defaults. */
const requestColumns = namesOf<ReturnRequest>({
  ...{ id: 1, number: 1, order_id: 1, shopper_id: 1, currency: 1, country: 1, locale: 1, state: 1, policy_version: 1 },
  ...{ requested_at: 1, requested_by: 1, method: 1, resolution: 1, timing: 1, refund_by: 1, plea: 1, declined: 1 },
  ...{ expires_at: 1, closed_at: 1, cure_only: 1, gift_id: 1 },
});
const lineColumns = namesOf<ReturnRequestLine>({
  ...{ request_id: 1, place: 1, order_line: 1, sku: 1, title: 1, quantity: 1, reason: 1, detail: 1, by_law: 1 },
  ...{ logistics_fee: 1, restocking_percent: 1, bonus_percent: 1, until: 1, granted_by: 1 },
  ...{ received: 1, released: 1, settled: 1, elsewhere: 1 },
});

/** All columns of a table, no more and no less. */
function namesOf<Row>(columns: Readonly<Record<keyof Row & string, 1>>): string {
  return Object.keys(columns).join(", ");
}

const announce = statement<[request: string, lines: string, orderId: string], { number: string }>(
  "announce-return-request",
  `with request as (
    insert into return_requests (${requestColumns})
    select ${requestColumns} from jsonb_populate_record(null::return_requests,
      $1::jsonb || jsonb_build_object('number', 'RR-' || nextval('return_request_numbers')))
    returning number
  ), lines as (
    insert into return_request_lines (${lineColumns})
    select ${lineColumns} from jsonb_populate_recordset(null::return_request_lines, $2::jsonb)
    returning order_line, quantity
  ), units as (
    update order_lines l set requested_quantity = l.requested_quantity + u.quantity
    from (select order_line, sum(quantity)::int as quantity from lines group by order_line) u
    where l.order_id = $3 and l.line = u.order_line
  )
  select number from request`,
);
