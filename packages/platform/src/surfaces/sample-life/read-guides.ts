import { readGuide } from "@aftercare/simulator";
import { sql } from "kysely";
import { askContentHelpOperation, openContentOperation } from "../../care/content/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { Runtime } from "../../foundation/operations/index.ts";
import { asShopper } from "./as-shopper.ts";
import { source } from "./shop-system.ts";
import { readState } from "./stored-life.ts";

/** Nobody opens a guide later than this; one that has lain for longer need not be asked about again. */
const lookBackDays = 4;
const dayMs = 86_400_000;

interface Told {
  readonly order_id: Id<"ord">;
  readonly content_id: Id<"cnt">;
  readonly shopper_id: string;
  readonly sent_at: Date;
  readonly number: string;
  readonly guide: string;
}

/** Lets people open the guides that they were told of, and say where they still need help; each in a transaction of its own. */
export async function readGuides({ work, clock }: Runtime): Promise<void> {
  const now = clock.now().getTime();
  const due = await work.run(source, async (tx) => {
    const state = await readState(tx);
    if (state === undefined) return [];
    const { rows } = await sql<Told>`
      select c.order_id, c.content_id, c.shopper_id, c.sent_at, o.key as number, i.key as guide
      from order_contents c join content_items i on i.id = c.content_id
        join orders o on o.id = c.order_id and o.source = ${source}
      where c.opens = 0 and c.sent_at > ${new Date(now - lookBackDays * dayMs)}
      order by c.sent_at, c.order_id, c.content_id`.execute(tx.db);
    return rows.flatMap((told) => {
      const { number: order, guide, sent_at } = told;
      const reading = readGuide({ state, order, guide, sentAt: sent_at.getTime() });
      return reading === undefined || reading.at > now ? [] : [{ ...told, ...reading }];
    });
  });
  for (const { order_id: orderId, content_id: contentId, shopper_id: shopperId, asksHelp } of due) {
    await work.run(source, async (tx) => {
      const context = asShopper(tx, clock, { orderId, shopperId });
      await openContentOperation.run(context, { orderId, contentId });
      if (asksHelp) await askContentHelpOperation.run(context, { orderId, contentId });
    });
  }
}
