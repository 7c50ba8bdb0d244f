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
