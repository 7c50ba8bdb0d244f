import { anything, operation } from "../../foundation/operations/index.ts";
import { getScheme } from "./scheme.contract.ts";
import { Scheme } from "./scheme.schema.ts";
import { currentScheme } from "./stored-scheme.ts";

export const getSchemeOperation = operation(getScheme, {
  by: { associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx }) {
    const rows = await tx.db.selectFrom("points_schemes").selectAll().orderBy("version", "desc").execute();
    const [latest, ...earlier] = rows.map(({ version, document, effective_at, saved_at }) => ({
      version,
      scheme: Scheme.parse(document),
      effectiveAt: effective_at,
      savedAt: saved_at,
    }));
    return { ...(latest ?? (await currentScheme(tx))), earlier };
  },
});
