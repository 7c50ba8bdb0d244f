import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { getCounterRules, setCounterRules } from "./counter.contract.ts";
import { CounterRules } from "./counter-rules.schema.ts";

declare module "../../../foundation/database/tables.ts" {
  interface Tables {
    counter_rules: { valid_from: Date; document: unknown; set_by: string };
    unproven_returns: UnprovenReturnTable;
  }
}

interface UnprovenReturnTable {
  return_id: string;
  shopper_id: string;
  currency: string;
  amount: bigint;
  taken_at: Date;
  approved_by: string | null;
}

interface RulesInForce {
  readonly rules: CounterRules;
  readonly validFrom: Date | undefined;
}

/** As long as nobody has said anything: the till pays, and goods without a receipt are taken back for their lowest price of ninety days. */
const usual: CounterRules = CounterRules.parse({ withoutReceipt: {} });

/** The rules in force at an instant. */
export async function readCounterRules(tx: DatabaseTx, at: Date): Promise<RulesInForce> {
  const row = await tx.db
    .selectFrom("counter_rules")
    .select(["valid_from", "document"])
    .where("valid_from", "<=", at)
    .orderBy("valid_from", "desc")
    .limit(1)
    .executeTakeFirst();
  return row
    ? { rules: CounterRules.parse(row.document), validFrom: row.valid_from }
    : { rules: usual, validFrom: undefined };
}

function view({ rules, validFrom }: RulesInForce) {
  return { rules, ...(validFrom && { validFrom }) };
}

export const getCounterRulesOperation = operation(getCounterRules, {
  by: { associate: anything, agent: anything, manager: anything, admin: anything },
  run: async ({ tx, clock }) => view(await readCounterRules(tx, clock.now())),
});

export const setCounterRulesOperation = operation(setCounterRules, {
  by: { manager: anything, admin: anything },
  async run({ tx, clock, actor }, { rules }) {
    const validFrom = clock.now();
    const document = JSON.stringify(rules);
    await tx.db
      .insertInto("counter_rules")
      .values({ valid_from: validFrom, document, set_by: actor.id })
      .onConflict((conflict) => conflict.column("valid_from").doUpdateSet({ document, set_by: actor.id }))
      .execute();
    return view({ rules, validFrom });
  },
});
