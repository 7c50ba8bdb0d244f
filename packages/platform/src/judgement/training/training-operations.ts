import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, type Operation, operation } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { type ProgramCard, putInForce } from "../policy/index.ts";
import { listProgramModels, putProgramModelInForce } from "./training.contract.ts";

const list = operation(listProgramModels, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  run: ({ tx }, { name }) => viewModels(tx, name),
});

const put = operation(putProgramModelInForce, {
  by: { manager: anything, admin: anything },
  async run({ tx, clock }, { name, modelId }) {
    await requireProgram(tx, name);
    if (!(await putInForce(tx, name, modelId, clock.now()))) throw notFound({ field: "modelId" });
    return viewModels(tx, name);
  },
});

export const trainingOperations: readonly Operation[] = [list, put];

type Models = z.output<(typeof listProgramModels)["output"]>;

async function viewModels(tx: DatabaseTx, name: string): Promise<Models> {
  await requireProgram(tx, name);
  const rows = await tx.db
    .selectFrom("program_models")
    .select(["id", "trained_at", "state", "released_at", "card"])
    .where("program", "=", name)
    .orderBy("trained_at", "desc")
    .orderBy("id", "desc")
    .execute();
  return {
    items: rows.map(({ id, trained_at, state, released_at, card }) => ({
      ...{ modelId: id as Id<"mdl">, trainedAt: trained_at, state },
      ...(released_at !== null && { releasedAt: released_at }),
      ...viewCard(card as ProgramCard),
    })),
  };
}

function viewCard({ rows, window, judged, actions }: ProgramCard) {
  return {
    rows,
    ...(window && { from: new Date(window.from), to: new Date(window.to) }),
    ...(judged.kind === "judged"
      ? { againstToday: judged.againstToday, againstConstants: [...judged.againstConstants] }
      : { againstConstants: [], effectiveSample: judged.effectiveSample }),
    actions: [...actions],
  };
}

async function requireProgram({ db }: DatabaseTx, name: string): Promise<void> {
  const known = await db.selectFrom("programs").select("name").where("name", "=", name).executeTakeFirst();
  if (!known) throw notFound({ field: "name" });
}
