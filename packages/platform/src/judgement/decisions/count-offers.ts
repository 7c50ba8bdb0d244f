import { type DatabaseTx, statement } from "../../foundation/database/index.ts";
import type { ProgramInForce } from "../programs/index.ts";

const offersSince = statement<[shopperId: string, since: Date], { readonly count: number }>(
  "offers-since",
  `select count(*)::int as count from decisions
  where shopper_id = $1 and decided_at > $2 and chosen <> 'none' and not retrospective`,
);

/** How many incentives a shopper was given, by any program, within this program's frequency window. */
export async function countOffers(
  tx: DatabaseTx,
  shopperId: string,
  { document }: ProgramInForce,
  now: Date,
): Promise<number> {
  const since = new Date(now.getTime() - document.guardrails.perShopper.days * 86_400_000);
  const [row] = await offersSince(tx, shopperId, since);
  return row?.count ?? 0;
}
