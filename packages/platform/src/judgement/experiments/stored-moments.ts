import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Moment } from "../decisions/index.ts";
import { experimentMoment } from "./experiment-moment.ts";

/** The moments of imported experiments, by name. */
export async function experimentMoments({ db }: Pick<DatabaseTx, "db">): Promise<Moment[]> {
  const stored = await db
    .selectFrom("experiments")
    .select(["program", "features", "horizon_days"])
    .orderBy("program")
    .execute();
  return stored.map(experimentMoment);
}

/** Every moment that a program may name: those that capabilities declare, and those of imported experiments. */
export async function allMoments(tx: Pick<DatabaseTx, "db">, declared: readonly Moment[]): Promise<readonly Moment[]> {
  return [...declared, ...(await experimentMoments(tx))];
}
