import { z } from "zod";
import { At } from "../../../foundation/contracts/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { pageOf, readCursor } from "../../../foundation/paging/index.ts";
import { listRemedyRequests } from "./remedy.contract.ts";
import { viewRequests } from "./view-request.ts";

/** Where a request stands in the list. */
const Place = z.object({ at: At, id: z.uuid() });

export const listRemedyRequestsOperation = operation(listRemedyRequests, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx }, { state, cursor, limit }) {
    const after = readCursor(Place, cursor);
    const places = await tx.db
      .selectFrom("remedy_requests")
      .select(["requested_at as at", "id"])
      .$if(state !== undefined, (query) => query.where("state", "=", state!))
      .$if(after !== undefined, (query) =>
        query.where((row) => row(row.refTuple("requested_at", "id"), ">", row.tuple(after!.at, after!.id))),
      )
      .orderBy("requested_at")
      .orderBy("id")
      .limit(limit + 1)
      .execute();
    const { rows, next } = pageOf(places, limit, Place, (place) => place);
    const items = await viewRequests(
      tx,
      rows.map(({ id }) => id),
    );
    return { items, ...(next !== undefined && { next }) };
  },
});
