import { sql } from "kysely";
import { familyOf } from "../../facts/persons/index.ts";
import { profileAt, readProfile } from "../../facts/profiles/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type AdvanceRisk, advanceRisk, type RiskFacts } from "./advance-risk.ts";

interface Asked {
  readonly shopperId: string;
  readonly currency: string;
  /** What would be paid before the goods come. */
  readonly amount: bigint;
  readonly now: Date;
}

/** Names this kind of lock among all others; the number itself means nothing. */
const ADVANCE_LOCKS = 1_094_997_574;

/**
 * Takes turns with all who decide whether to pay this person before their goods come, until the end of the transaction: of two returns that are
 * announced at once the second sees what was paid ahead for the first. The order's lines are locked before.
 */
export async function lockAdvancesOf(tx: DatabaseTx, shopperId: string): Promise<void> {
  const [person = shopperId] = await familyOf(tx, shopperId);
  await sql`select pg_advisory_xact_lock(${ADVANCE_LOCKS}, hashtext(${person}))`.execute(tx.db);
}

/** The risk of paying somebody before their goods come, with what it was made of. */
export async function readAdvanceRisk(
  tx: DatabaseTx,
  { shopperId, currency, amount, now }: Asked,
): Promise<AdvanceRisk & { readonly known: RiskFacts }> {
  const [profile, family] = await Promise.all([readProfile(tx, shopperId), familyOf(tx, shopperId)]);
  const { orders, tenureDays, meanBasket, currency: own } = profileAt(profile, now);
  const advances = await tx.db
    .selectFrom("return_advances")
    .select(["state", "outstanding", "currency", "ended_because"])
    .where("shopper_id", "in", family.length > 0 ? family : [shopperId])
    .execute();
  const known: RiskFacts = {
    ...{ orders, tenureDays, amount },
    meanBasket: own === currency ? meanBasket : undefined,
    outstanding: advances
      .filter((advance) => advance.state !== "ended" && advance.currency === currency)
      .reduce((sum, advance) => sum + advance.outstanding, 0n),
    claims: advances.filter(({ state, ended_because }) => state === "claimed" || ended_because === "waived").length,
  };
  return { ...advanceRisk(known), known };
}
