import type { Locale } from "@aftercare/messages";
import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { viewRequests } from "../returns/requests/index.ts";
import type { announceGiftReturn } from "./gift-return.contract.ts";

type View = z.output<typeof announceGiftReturn.output>;

/** What goes back of a gift, latest first, without all that is its buyer's. */
export async function viewGiftReturns(
  tx: DatabaseTx,
  giftId: Id<"gft">,
  locale: Locale,
  only?: string,
): Promise<View[]> {
  const ofGift = tx.db.selectFrom("return_requests").selectAll().where("gift_id", "=", giftId);
  const asked = only === undefined ? ofGift : ofGift.where("id", "=", only);
  const rows = await asked.orderBy("requested_at", "desc").orderBy("id", "desc").execute();
  if (rows.length === 0) return [];
  const instead = await insteadOf(
    tx,
    rows.map(({ id }) => id),
  );
  return (await viewRequests(tx, rows, locale)).map((request): View => {
    const { returnRequestId, number, state, requestedAt, method, resolution, timing, labels } = request;
    const { expiresAt, closedAt, plea, declined } = request;
    return {
      ...{ giftId, returnRequestId, number, state, requestedAt, method, resolution, timing, labels },
      ...{ expiresAt, closedAt, plea, declined },
      lines: request.lines.map(({ line, quantity, sku, title, reason, received }) => ({
        ...{ line, quantity, sku, title, reason, received },
      })),
      instead: instead.flatMap(({ request_id, line, title, variant }) =>
        request_id === returnRequestId ? [{ line, title, ...(variant !== null && { variant }) }] : [],
      ),
    };
  });
}

function insteadOf({ db }: DatabaseTx, requestIds: readonly string[]) {
  return db
    .selectFrom("exchanges as e")
    .innerJoin("exchange_lines as l", "l.exchange_id", "e.id")
    .select(["e.return_request_id as request_id", "l.order_line as line", "l.title", "l.variant"])
    .where("e.return_request_id", "in", requestIds)
    .where("e.state", "not in", ["cancelled", "expired"])
    .orderBy("l.place")
    .execute();
}
