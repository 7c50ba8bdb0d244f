import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { newId } from "../../../foundation/ids/index.ts";
import type { LaneTables } from "./lane-tables.ts";

/** A model as it was learned. */
export interface LearnedPromises {
  /** The day whose events it has not seen. */
  readonly asOf: string;
  /** The way of telling that won. */
  readonly kind: string;
  readonly calibrator: string;
  /** What people read of it; plain JSON. */
  readonly card: Readonly<Record<string, unknown>>;
  readonly tables: LaneTables;
}

/** How many models stay: promises made meanwhile name them. */
const mostKept = 30;

/** Takes in what was learned; from now on it answers. @returns its id */
export async function savePromiseModel({ db }: DatabaseTx, learned: LearnedPromises, madeAt: Date): Promise<string> {
  const id = newId();
  const { asOf, kind, calibrator, card, tables } = learned;
  await db
    .insertInto("promise_models")
    .values({
      ...{ id, made_at: madeAt, as_of: asOf, kind, calibrator },
      ...{ card: JSON.stringify(card), lanes: JSON.stringify(tables.entries), tables: packed(tables.values) },
    })
    .execute();
  const recent = db
    .selectFrom("promise_models")
    .select("id")
    .orderBy("made_at", "desc")
    .orderBy("id", "desc")
    .limit(mostKept);
  await db.deleteFrom("promise_models").where("id", "not in", recent).execute();
  return id;
}

function packed(values: Float32Array): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) bytes.writeFloatLE(value, i * 4);
  return bytes;
}
