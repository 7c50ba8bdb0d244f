import { sql } from "kysely";
import { receiveReturnOperation } from "../../care/returns/requests/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { Runtime } from "../../foundation/operations/index.ts";
import { asShop, source } from "./shop-system.ts";
import { unlessRefused } from "./unless-refused.ts";

const dayMs = 86_400_000;
/** So long goods are on their way. */
const days = 5;
const atOnce = 5;

interface Awaited {
  readonly id: Id<"rrq">;
  readonly lines: readonly { readonly line: number; readonly quantity: number }[];
}

/** Receives what is faulty and what was a gift: no plan of anybody's brings it back, as they do what they planned to send back. */
export async function receiveOwed(runtime: Runtime): Promise<void> {
  const { work, clock } = runtime;
  const came = await work.run(source, (tx) => readAwaited(tx, new Date(clock.now().getTime() - days * dayMs)));
  for (const { id: returnRequestId, lines } of came) {
    const receipt = { returnRequestId, countOut: false, lines: [...lines], others: [] };
    await unlessRefused(runtime, (tx) => receiveReturnOperation.run(asShop(tx, clock), receipt));
  }
}

async function readAwaited(tx: Tx, before: Date): Promise<readonly Awaited[]> {
  const { rows } = await sql<Awaited>`
    select q.id, jsonb_agg(jsonb_build_object('line', l.order_line, 'quantity', l.quantity - l.received - l.released)) as lines
    from return_requests q join orders o on o.id = q.order_id join return_request_lines l on l.request_id = q.id
    where q.state in ('open', 'on-its-way') and q.requested_at < ${before} and o.source = ${source}
      and l.quantity > l.received + l.released
      and (q.gift_id is not null or exists (select from claims c where c.return_request_id = q.id))
    group by q.id order by min(q.requested_at) limit ${atOnce}`.execute(tx.db);
  return rows;
}
