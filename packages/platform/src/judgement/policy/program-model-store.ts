import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { loadProgramModel } from "./load-program-model.ts";
import type { ProgramCard } from "./program-card.ts";
import type { ProgramModel } from "./program-model.ts";

/** A stored model, ready to decide. */
export interface ProgramModelInForce {
  readonly modelId: Id<"mdl">;
  readonly model: ProgramModel;
  /** Whether it was proven better, and not put in force by hand. */
  readonly proven: boolean;
}

/** How many models of a program are kept ready to be put back in force; those that ever decided stay for ever. */
const mostKept = 10;

/** Which model of which program decides or challenges. */
export interface StandingModel {
  readonly program: string;
  readonly state: "in-force" | "challenger";
  readonly id: string;
}

/**
 * SQL for a JSON array of the standing models of all programs at a moment.
 * @param moment where the statement has its name, such as `$1`
 */
export function standingModels(moment: string): string {
  return `(
    select coalesce(json_agg(json_build_object('program', m.program, 'state', m.state, 'id', m.id)), '[]')
    from programs p join program_models m on m.program = p.name and m.state in ('in-force', 'challenger')
    where p.moment = ${moment} and p.retired_at is null)`;
}

/** The model of a program that is in force and the one that challenges it. */
export async function programModelsInForce(tx: DatabaseTx, program: string): Promise<ProgramModels> {
  const rows = await tx.db
    .selectFrom("program_models")
    .select(["id", "state"])
    .where("program", "=", program)
    .where("state", "in", ["in-force", "challenger"])
    .execute();
  return readStanding(tx, rows);
}

export interface ProgramModels {
  readonly champion?: ProgramModelInForce;
  readonly challenger?: ProgramModelInForce;
}

/**
 * The standing models of one program. Keeps the models it has already read: what stands under an id never changes. A damaged model is
 * passed over.
 */
export async function readStanding(
  tx: DatabaseTx,
  standing: readonly { readonly id: string; readonly state: string }[],
): Promise<ProgramModels> {
  const read = async (state: string) => {
    const id = standing.find((each) => each.state === state)?.id;
    return id === undefined ? undefined : readModel(tx, id);
  };
  const [champion, challenger] = [await read("in-force"), await read("challenger")];
  return { ...(champion && { champion }), ...(challenger && { challenger }) };
}

async function readModel(tx: DatabaseTx, id: string): Promise<ProgramModelInForce | undefined> {
  if (kept.has(id)) return kept.get(id);
  const row = await tx.db
    .selectFrom("program_models")
    .select(["model", provenOnce])
    .where("id", "=", id)
    .executeTakeFirst();
  const model = loadProgramModel(row?.model);
  const found = model && { modelId: id as Id<"mdl">, model, proven: row?.proven === true };
  if (kept.size >= 50) kept.clear();
  kept.set(id, found);
  return found;
}

/** Whether a model's verdict put it in force. */
const provenOnce = sql<boolean>`(card ->> 'released')::boolean`.as("proven");

const kept = new Map<string, ProgramModelInForce | undefined>();

/**
 * Takes in what was learned: it challenges what is in force, or takes its place where it was proven better. The program's row is locked,
 * so that of two who learn at once the second comes after the first.
 */
export async function saveProgramModel(
  tx: DatabaseTx,
  program: string,
  { model, card, at }: { readonly model: ProgramModel; readonly card: ProgramCard; readonly at: Date },
): Promise<Id<"mdl">> {
  const { db } = tx;
  await db.selectFrom("programs").select("name").where("name", "=", program).forUpdate().execute();
  const replaced: ("challenger" | "in-force")[] = card.released ? ["challenger", "in-force"] : ["challenger"];
  await db
    .updateTable("program_models")
    .set({ state: "past" })
    .where("program", "=", program)
    .where("state", "in", replaced)
    .execute();
  const id = newId<"mdl">();
  await db
    .insertInto("program_models")
    .values({
      ...{ id, program, trained_at: at, state: card.released ? "in-force" : "challenger" },
      ...{ released_at: card.released ? at : null, model: JSON.stringify(model), card: JSON.stringify(card) },
    })
    .execute();
  await dropForgotten(tx, program);
  return id;
}

/** Challengers of long ago that were never in force are of no use to anybody but their own decisions, whose log stands by itself. */
async function dropForgotten({ db }: DatabaseTx, program: string): Promise<void> {
  const recent = db
    .selectFrom("program_models")
    .select("id")
    .where("program", "=", program)
    .orderBy("trained_at", "desc")
    .orderBy("id", "desc")
    .limit(mostKept);
  await db
    .deleteFrom("program_models")
    .where("program", "=", program)
    .where("state", "=", "past")
    .where("released_at", "is", null)
    .where("id", "not in", recent)
    .execute();
}

/**
 * Puts a model in force, such as the one before; without one the stated belief decides again. A challenger that a person puts in force
 * without proof and takes out again goes on challenging, so that a mistake can be undone.
 * @returns whether there was such a model
 */
export async function putInForce(
  { db }: DatabaseTx,
  program: string,
  modelId: string | undefined,
  at: Date,
): Promise<boolean> {
  await db.selectFrom("programs").select("name").where("name", "=", program).forUpdate().execute();
  const wanted =
    modelId === undefined
      ? undefined
      : await db
          .selectFrom("program_models")
          .select(["id", "released_at"])
          .where("program", "=", program)
          .where("id", "=", modelId)
          .executeTakeFirst();
  if (modelId !== undefined && !wanted) return false;
  const displaced = await db
    .updateTable("program_models")
    .set({ state: "past" })
    .where("program", "=", program)
    .where("state", "=", "in-force")
    .returning("id")
    .executeTakeFirst();
  if (wanted) {
    await db
      .updateTable("program_models")
      .set({ state: "in-force", released_at: wanted.released_at ?? at })
      .where("id", "=", wanted.id)
      .execute();
  }
  if (displaced && displaced.id !== modelId) await challengeAgain(db, program, displaced.id);
  return true;
}

/** Only the latest model challenges, and only one that was never proven: what was proven and is taken out is not wanted any more. */
async function challengeAgain(db: DatabaseTx["db"], program: string, displaced: string): Promise<void> {
  const models = await db
    .selectFrom("program_models")
    .select(["id", "state", provenOnce])
    .where("program", "=", program)
    .orderBy("trained_at", "desc")
    .orderBy("id", "desc")
    .execute();
  const [latest] = models;
  if (latest?.id !== displaced || latest.proven || models.some(({ state }) => state === "challenger")) return;
  await db.updateTable("program_models").set({ state: "challenger" }).where("id", "=", displaced).execute();
}
