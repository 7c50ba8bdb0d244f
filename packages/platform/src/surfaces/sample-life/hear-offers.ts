import { answerOffer, type LifeState, type LivingShop, type OfferTerms } from "@aftercare/simulator";
import { sql } from "kysely";
import { readPace } from "../../facts/retailer/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Runtime } from "../../foundation/operations/index.ts";
import { source } from "./shop-system.ts";
import { holdLife, putPlans, readPlan } from "./stored-life.ts";

/** Real time after which an offer that was being handed over is sure to be seen. */
const seenAfterMs = 2_000;

interface Heard {
  readonly code: string;
  readonly terms: OfferTerms;
  readonly expires_at: Date;
  readonly number: string;
  readonly customer: string;
}

/**
 * Lets people answer offers that a person at the counter handed them, as they answer those of their own returns; somebody who had left stays away.
 * @param shopOf what they live in, for a state of life
 */
export async function hearOffers(
  tx: Tx,
  { clock }: Pick<Runtime, "clock">,
  shopOf: (state: LifeState) => LivingShop,
): Promise<void> {
  const state = await holdLife(tx);
  if (state === undefined) return;
  const { speed } = await readPace(tx);
  const until = new Date(clock.now().getTime() - seenAfterMs * speed);
  const { rows } = await sql<Heard>`
    select o.code, o.terms, o.expires_at, r.key as number, s.key as customer
    from sample_life, offers o join returns r on r.id = o.return_id join shoppers s on s.id = r.shopper_id
    where r.source <> ${source} and s.source = ${source} and o.state = 'issued' and o.terms is not null
      and o.issued_at > coalesce(heard_until, 'epoch') and o.issued_at <= ${until}
    order by o.issued_at, o.id`.execute(tx.db);
  for (const { code, terms, expires_at, number, customer } of rows) {
    const next = await readPlan(tx, `shop/${customer}`);
    if (next?.kind !== "shop" && next?.kind !== "wait") continue;
    const asked = { kind: "ask", who: next.who, returnId: number } as const;
    const made = { state, calendar: shopOf(state).calendar, asked, at: clock.now().getTime(), next };
    await putPlans(tx, answerOffer({ ...made, code, terms, expiresAt: expires_at.getTime() }));
  }
  // Also where there was nothing to hear: or every look would begin at the first offer there ever was.
  await sql`update sample_life set heard_until = ${until} where heard_until is null or heard_until < ${until}`.execute(
    tx.db,
  );
}
