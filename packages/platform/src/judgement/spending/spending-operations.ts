import { anything, type Operation, operation } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { ProgramDocument } from "../programs/index.ts";
import { readSpending } from "./read-spending.ts";
import { getProgramBudget } from "./spending.contract.ts";

const budget = operation(getProgramBudget, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock }, { name }) {
    const program = await tx.db
      .selectFrom("programs as p")
      .leftJoin("program_versions as v", (join) =>
        join.onRef("v.program", "=", "p.name").onRef("v.version", "=", "p.published_version"),
      )
      .select(["p.retired_at", "v.document"])
      .where("p.name", "=", name)
      .executeTakeFirst();
    if (!program) throw notFound({ field: "name" });
    const decides = program.document !== null && program.retired_at === null;
    const document = decides ? ProgramDocument.parse(program.document) : undefined;
    const asOf = clock.now();
    return { program: name, asOf, periods: await readSpending(tx, name, document, asOf) };
  },
});

export const spendingOperations: readonly Operation[] = [budget];
