import { sql } from "kysely";
import { z } from "zod";
import { At } from "../../../foundation/contracts/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { pageOf, readCursor } from "../../../foundation/paging/index.ts";
import { listIncidents } from "../incident.contract.ts";
import { countIncidents, placeOf, readIncidents, viewIncidents } from "./read-incidents.ts";

const Place = z.object({ worth: z.number(), at: At, id: z.uuid() });

export const listIncidentsOperation = operation(listIncidents, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock, locale }, { open, kind, fault, lane, orderId, cursor, limit }) {
    const after = readCursor(Place, cursor);
    const others = [
      ...(open === undefined ? [] : [open ? sql`i.closed_at is null` : sql`i.closed_at is not null`]),
      ...(fault === undefined ? [] : [sql`i.fault = ${fault}`]),
      ...(lane === undefined ? [] : [sql`p.lane = ${lane}`]),
      ...(orderId === undefined ? [] : [sql`i.order_id = ${orderId}`]),
    ];
    const conditions = kind === undefined ? others : [...others, sql`i.kind = ${kind}`];
    const page = pageOf(await readIncidents(tx, conditions, { after, limit: limit + 1 }), limit, Place, placeOf);
    return {
      items: await viewIncidents(tx, page.rows, { locale, now: clock.now() }),
      ...(page.next !== undefined && { next: page.next }),
      ...(after === undefined && { counts: await countIncidents(tx, others) }),
    };
  },
});
