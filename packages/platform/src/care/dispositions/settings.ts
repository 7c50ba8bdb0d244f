import { readRetailer } from "../../facts/retailer/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import type { ProductGroup } from "../../judgement/law/index.ts";
import { getDispositionSettings, saveDispositionSettings } from "./destination.contract.ts";
import { changedMeanwhile } from "./disposition-problems.ts";
import { DispositionSettings } from "./disposition-settings.schema.ts";

/** What a house begins with, in a currency with cents. A company of which nobody said the size is held to what the largest are. */
export const initialSettings: DispositionSettings = {
  ...{ companySize: "large", groups: [], restockable: ["N", "TT"], secondHandDemand: 0.3, sellWithinDays: 120 },
  resaleShare: { N: 0.8, TT: 0.75, R: 0.7, A: 0.65, B: 0.45, C: 0.25, X: 0 },
  ...{ seasons: [], afterSeason: 0.4, halfLifeDays: 365 },
  costs: { restock: 150n, resell: 450n, refurbish: 1_200n, pack: 60n, discard: 50n },
  ...{ places: [], movePerKilogram: 90n },
};

/** @returns with the number of changes so far: whoever saves says which one they saw */
export async function readSettings(tx: DatabaseTx): Promise<{ settings: DispositionSettings; revision: number }> {
  const row = await tx.db.selectFrom("disposition_settings").selectAll().executeTakeFirst();
  return row
    ? { settings: DispositionSettings.parse(row.document), revision: row.revision }
    : { settings: initialSettings, revision: 0 };
}

/** What the law takes a category for; undefined where nobody said. */
export function groupOf({ groups }: DispositionSettings, category: string | null): ProductGroup | undefined {
  return groups.find((each) => each.category.toLowerCase() === category?.toLowerCase())?.group;
}

export const getSettingsOperation = operation(getDispositionSettings, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  run: async ({ tx }) => ({ ...(await readSettings(tx)), currency: (await readRetailer(tx)).currency }),
});

export const saveSettingsOperation = operation(saveDispositionSettings, {
  by: { manager: anything, admin: anything },
  async run({ tx }, { settings, revision }) {
    const document = JSON.stringify(DispositionSettings.encode(settings));
    const saved = await tx.db
      .insertInto("disposition_settings")
      .values({ document, revision: 1 })
      .onConflict((conflict) =>
        conflict
          .column("only_row")
          .doUpdateSet({ document, revision: revision + 1 })
          .where("disposition_settings.revision", "=", revision),
      )
      .returning("revision")
      .executeTakeFirst();
    // Who saw nothing saved yet, and finds something, is as late as who saw an older one.
    if (saved?.revision !== revision + 1) throw changedMeanwhile({ field: "revision" });
    return { settings, revision: saved.revision, currency: (await readRetailer(tx)).currency };
  },
});
