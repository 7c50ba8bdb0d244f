import type { DatabaseTx } from "../../foundation/database/index.ts";
import { problemKind } from "../../foundation/problems/index.ts";

const decidesNobody = problemKind("experiment-decides-nobody", 409);

/**
 * Passes unless the program is an imported experiment's: with a model in force there it would look as if that decided about somebody.
 * @throws experiment-decides-nobody (409)
 */
export async function requireDecider({ db }: DatabaseTx, program: string): Promise<void> {
  const experiment = await db
    .selectFrom("experiments")
    .select("program")
    .where("program", "=", program)
    .executeTakeFirst();
  if (experiment) throw decidesNobody({ program });
}
