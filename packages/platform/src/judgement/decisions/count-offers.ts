import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { ProgramInForce } from "../programs/index.ts";

/** How many incentives a shopper was given, by any program, within this program's frequency window. */
export async function countOffers(
  tx: DatabaseTx,
  shopperId: string,
  { document }: ProgramInForce,
  now: Date,
): Promise<number> {
  const since = new Date(now.getTime() - document.guardrails.perShopper.days * 86_400_000);
  const { count } = await tx.db
    .selectFrom("decisions")
    .select(({ fn }) => fn.countAll<string>().as("count"))
    .where("shopper_id", "=", shopperId)
    .where("chosen", "<>", "none")
    .where("retrospective", "=", false)
    .where("decided_at", ">", since)
    .executeTakeFirstOrThrow();
  return Number(count);
}
