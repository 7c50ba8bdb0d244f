import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { cheapestWay, readPolicy } from "../../judgement/return-policies/index.ts";
import { readDispositionSettings } from "../dispositions/index.ts";

/** What a unit that comes back costs; amounts in minor units of the retailer's currency. */
export interface CostOfUnit {
  readonly sending: bigint;
  readonly handling: bigint;
  /** Of its price, 0 to 1; undefined as long as nothing was graded. */
  readonly lostShare: number | undefined;
}

/** What is known of it: the policy's own figure for sending, what dispositions are reckoned with, and what graded goods brought less than new ones. */
export async function readCostOfUnit(tx: DatabaseTx): Promise<CostOfUnit> {
  const { document } = (await readPolicy(tx))!;
  const { settings } = await readDispositionSettings(tx);
  const { rows } = await sql<{ grade: keyof typeof settings.resaleShare; paid: bigint }>`
    select grade, sum(paid)::bigint as paid from items where grade is not null group by grade`.execute(tx.db);
  const graded = rows.reduce((sum, { paid }) => sum + Number(paid), 0);
  const kept = rows.reduce((sum, { grade, paid }) => {
    const share = settings.restockable.includes(grade) ? 1 : settings.resaleShare[grade];
    return sum + share * Number(paid);
  }, 0);
  return {
    sending: cheapestWay(document.costOfSending),
    handling: settings.costs.restock + settings.costs.pack,
    lostShare: graded === 0 ? undefined : 1 - kept / graded,
  };
}

/** What so many units cost that were worth so much. Pure. */
export function costOf({ sending, handling, lostShare = 0 }: CostOfUnit, units: number, value: bigint): bigint {
  return BigInt(units) * (sending + handling) + BigInt(Math.round(Number(value) * lostShare));
}
