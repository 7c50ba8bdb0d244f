import { type LogisticModel, loadLogistic } from "@aftercare/learn";
import { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import type { Card, Trained } from "./train-model.ts";

/** The model that decides for a moment now. */
export interface ModelInForce {
  readonly modelId: Id<"mdl">;
  readonly version: string;
  readonly trainedAt: Date;
  /** Absent while there is too little history. */
  readonly model?: LogisticModel;
}

const StoredCard = z.custom<Card>((card) => typeof card === "object" && card !== null && "trainRows" in card);

/**
 * Puts a trained model in force. Training on the same history again yields the same version and changes nothing.
 * @returns whether it is a new version
 */
export async function saveModel(tx: DatabaseTx, moment: string, trained: Trained, trainedAt: Date): Promise<boolean> {
  const newest = await newestOf(tx, moment).select("version").executeTakeFirst();
  if (newest?.version === trained.version) return false;
  await tx.db
    .insertInto("models")
    .values({
      id: newId<"mdl">(),
      moment,
      version: trained.version,
      trained_at: trainedAt,
      model: trained.model ? JSON.stringify(trained.model) : null,
      card: JSON.stringify(trained.card),
    })
    .execute();
  return true;
}

/**
 * SQL for the id of the newest model of a moment.
 * @param moment where the statement has its name, such as `$1`
 */
export function newestModel(moment: string): string {
  return `(select id from models where moment = ${moment} order by trained_at desc, id desc limit 1)`;
}

/**
 * The newest model of a moment; undefined while none has been trained. Reads the id alone and keeps the models it has
 * already read: what stands under an id never changes, so a new model is noticed at once and an old one costs no parsing.
 */
export async function modelInForce(tx: DatabaseTx, moment: string): Promise<ModelInForce | undefined> {
  const newest = await newestOf(tx, moment).select("id").executeTakeFirst();
  return newest && readModel(tx, newest.id);
}

/** A model by its id, whether or not it is still in force. */
export async function readModel(tx: DatabaseTx, modelId: string): Promise<ModelInForce> {
  const known = kept.get(modelId);
  if (known) return known;
  const row = await tx.db.selectFrom("models").selectAll().where("id", "=", modelId).executeTakeFirstOrThrow();
  const read: ModelInForce = {
    modelId: row.id as Id<"mdl">,
    version: row.version,
    trainedAt: row.trained_at,
    ...(row.model !== null && { model: loadLogistic(row.model) }),
  };
  if (kept.size >= mostKept) kept.clear();
  kept.set(modelId, read);
  return read;
}

/** The card of the model in force. */
export async function cardInForce(
  tx: DatabaseTx,
  moment: string,
): Promise<{ modelId: Id<"mdl">; version: string; trainedAt: Date; card: Card } | undefined> {
  const row = await newestOf(tx, moment).select(["id", "version", "trained_at", "card"]).executeTakeFirst();
  if (!row) return undefined;
  return {
    modelId: row.id as Id<"mdl">,
    version: row.version,
    trainedAt: row.trained_at,
    card: StoredCard.parse(row.card),
  };
}

const kept = new Map<string, ModelInForce>();
const mostKept = 50;

function newestOf(tx: DatabaseTx, moment: string) {
  return tx.db
    .selectFrom("models")
    .where("moment", "=", moment)
    .orderBy("trained_at", "desc")
    .orderBy("id", "desc")
    .limit(1);
}
