import { answerRemedy } from "@aftercare/simulator";
import { sql } from "kysely";
import { chooseRemedyOperation, remedyChoicesOperation } from "../../care/delivery/remedies/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { Runtime } from "../../foundation/operations/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { asShopper } from "./as-shopper.ts";
import { source } from "./shop-system.ts";
import { readPlan, readState } from "./stored-life.ts";

/** Nobody answers later than this; what has waited for longer need not be asked again. */
const looksForDays = 4;
const dayMs = 86_400_000;

interface Offered {
  readonly incident_id: Id<"inc">;
  readonly order_id: Id<"ord">;
  readonly shopper_id: Id<"shp">;
  readonly offered_at: Date;
  readonly number: string;
  readonly customer: string;
}

/** Lets people choose what is done about their late parcels, by the same operation as on the order's page; each in a transaction of its own. */
export async function answerRemedies({ work, clock }: Runtime): Promise<void> {
  const now = clock.now();
  const offered = await work.run(source, async (tx) => {
    const { rows } = await sql<Offered>`
      select r.incident_id, r.order_id, r.shopper_id, r.offered_at, o.key as number, s.key as customer
      from remedies r join orders o on o.id = r.order_id join shoppers s on s.id = o.shopper_id
      where r.state = 'offered' and r.chosen is null and r.offered_at > ${new Date(now.getTime() - looksForDays * dayMs)}
        and o.source = ${source} and s.source = ${source}
      order by r.offered_at, r.incident_id`.execute(tx.db);
    return rows;
  });
  for (const one of offered) await work.run(source, (tx) => answer(tx, clock, one));
}

async function answer(tx: Tx, clock: Runtime["clock"], offered: Offered): Promise<void> {
  const state = await readState(tx);
  const next = await readPlan(tx, `shop/${offered.customer}`);
  if (state === undefined || (next?.kind !== "shop" && next?.kind !== "wait")) return;
  const context = asShopper(tx, clock, { orderId: offered.order_id, shopperId: offered.shopper_id });
  const { remedy } = await remedyChoicesOperation.run(context, { orderId: offered.order_id });
  if (remedy === undefined || remedy.incidentId !== offered.incident_id) return;
  const { who } = next;
  const asked = { state, who, order: offered.number, offeredAt: offered.offered_at.getTime(), options: remedy.options };
  const said = answerRemedy(asked);
  if (said === undefined || said.at > clock.now().getTime()) return;
  await sql`savepoint choice`.execute(tx.db);
  try {
    await chooseRemedyOperation.run(context, { incidentId: offered.incident_id, option: said.option });
  } catch (problem) {
    // It came after all, or somebody at the desk was faster: then there is nothing to choose any more.
    if (!(problem instanceof Problem) || problem.status >= 500) throw problem;
    await sql`rollback to savepoint choice`.execute(tx.db);
  }
}
