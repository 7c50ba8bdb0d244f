import { sql } from "kysely";
import { anything, operation } from "../../foundation/operations/index.ts";
import { notFound, problemKind } from "../../foundation/problems/index.ts";
import { explainDifference } from "./reconciliation.contract.ts";
import { readDifferences } from "./view-difference.ts";

/** Both sides say the same by now. */
const differenceGone = problemKind("difference-gone", 409);

export const explainDifferenceOperation = operation(explainDifference, {
  by: { manager: anything, admin: anything },
  async run({ tx, clock, actor }, { differenceId, explanation }) {
    const known = await tx.db
      .selectFrom("reconciliation_differences")
      .select("gone_at")
      .where("id", "=", differenceId)
      .forUpdate()
      .executeTakeFirst();
    if (!known) throw notFound({ field: "differenceId" });
    if (known.gone_at !== null) throw differenceGone();
    await tx.db
      .updateTable("reconciliation_differences")
      .set({ explanation, explained_at: clock.now(), explained_by: actor.id })
      .where("id", "=", differenceId)
      .execute();
    const [found] = await readDifferences(tx, sql`d.id = ${differenceId}`, 1);
    return found!.view;
  },
});
