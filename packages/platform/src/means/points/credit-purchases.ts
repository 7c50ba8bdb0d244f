import { anything, operation } from "../../foundation/operations/index.ts";
import { countCredit, creditPurchases } from "./credit-history.ts";
import { pointsSwitchedOff } from "./redeem-points.ts";
import { creditHistory } from "./scheme.contract.ts";
import { currentScheme } from "./stored-scheme.ts";

/** An imported history calls for no reactions; this counts what of it belongs to the scheme as it stands. */
export const creditHistoryOperation = operation(creditHistory, {
  by: { manager: anything, admin: anything },
  async run({ tx, clock }, { dryRun }) {
    const { scheme, version, effectiveAt } = await currentScheme(tx);
    if (!scheme.enabled || effectiveAt === undefined) throw pointsSwitchedOff();
    const crediting = { scheme, version, from: effectiveAt, now: clock.now() };
    return dryRun ? countCredit(tx, crediting) : creditPurchases(tx, crediting);
  },
});
