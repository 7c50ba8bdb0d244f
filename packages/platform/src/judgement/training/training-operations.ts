import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, type Operation, operation } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import {
  type GroupCard,
  groupings,
  type Judged,
  type ProgramCard,
  type ProgramModelTable,
  putInForce,
} from "../policy/index.ts";
import { requireDecider } from "./require-decider.ts";
import { getProgramModel, listProgramModels, putProgramModelInForce } from "./training.contract.ts";

const readers = { agent: anything, manager: anything, admin: anything, service: anything };

const list = operation(listProgramModels, { by: readers, run: ({ tx }, { name }) => viewModels(tx, name) });

const get = operation(getProgramModel, {
  by: readers,
  async run({ tx }, { name, modelId }) {
    const row = await modelsOf(tx, name).where("id", "=", modelId).executeTakeFirst();
    if (!row) throw notFound({ field: "modelId" });
    const { features = [], calibration, uplift, groups = {}, actions } = row.card as ProgramCard;
    const compared = groupings.flatMap((by) => {
      const cards = groups[by]?.map((card) => viewGroup(card, actions));
      return cards ? [[by, cards]] : [];
    });
    return {
      ...viewModel(row),
      features: [...features],
      ...(calibration && { calibration: { ...calibration, bins: [...calibration.bins] } }),
      ...(uplift && { uplift: { ...uplift, points: [...uplift.points] } }),
      groups: Object.fromEntries(compared) as z.output<typeof getProgramModel.output>["groups"],
    };
  },
});

const put = operation(putProgramModelInForce, {
  by: { manager: anything, admin: anything },
  async run({ tx, clock }, { name, modelId }) {
    await requireProgram(tx, name);
    await requireDecider(tx, name);
    if (!(await putInForce(tx, name, modelId, clock.now()))) throw notFound({ field: "modelId" });
    return viewModels(tx, name);
  },
});

export const trainingOperations: readonly Operation[] = [list, get, put];

type Models = z.output<(typeof listProgramModels)["output"]>;

async function viewModels(tx: DatabaseTx, name: string): Promise<Models> {
  await requireProgram(tx, name);
  const rows = await modelsOf(tx, name).orderBy("trained_at", "desc").orderBy("id", "desc").execute();
  return { items: rows.map(viewModel) };
}

function modelsOf({ db }: DatabaseTx, name: string) {
  return db
    .selectFrom("program_models")
    .select(["id", "trained_at", "state", "released_at", "card"])
    .where("program", "=", name);
}

function viewModel({ id, trained_at, state, released_at, card }: Omit<ProgramModelTable, "program" | "model">) {
  const { rows, released, window, judged, actions } = card as ProgramCard;
  return {
    ...{ modelId: id as Id<"mdl">, trainedAt: trained_at, state, proven: released, rows },
    ...(released_at !== null && { releasedAt: released_at }),
    ...(window && { from: new Date(window.from), to: new Date(window.to) }),
    ...viewJudged(judged),
    actions: [...actions],
  };
}

function viewJudged(judged: Judged) {
  if (judged.kind === "refused") return { againstConstants: [], effectiveSample: judged.effectiveSample };
  const { againstToday, today, coverage, againstConstants } = judged;
  return {
    againstToday,
    ...(today && { today }),
    ...(coverage && { coverage }),
    againstConstants: [...againstConstants],
  };
}

function viewGroup({ shares, ...group }: GroupCard, actions: ProgramCard["actions"]) {
  return { ...group, shares: actions.map(({ action }, arm) => ({ action, share: shares[arm] ?? 0 })) };
}

async function requireProgram({ db }: DatabaseTx, name: string): Promise<void> {
  const known = await db.selectFrom("programs").select("name").where("name", "=", name).executeTakeFirst();
  if (!known) throw notFound({ field: "name" });
}
