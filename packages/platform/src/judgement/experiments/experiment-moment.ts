import { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { Moment, Question } from "../decisions/index.ts";

/** The moment of the program of an experiment. */
export function momentOf(program: string): string {
  return `experiment.${program}`;
}

/** The prefix under which a row of an experiment is named. */
export const rowPrefix = "row";

const Features = z.array(z.object({ name: z.string(), scale: z.enum(["plain", "log"]) }));

const Stakes = z.object({
  basket: z.object({ amount: z.number(), marginRate: z.number(), oneProduct: z.number() }),
});

/** How far people are taken to differ in what they do by themselves, on the log-odds, while nothing has been learned. */
const differ = 0.5;

/**
 * A moment made of a stored experiment: its rows are its subjects, its columns what programs and models look at. Nothing ever happens
 * there again, so that it serves for learning, for trying drafts and for the laboratory alone.
 */
export function experimentMoment(stored: {
  readonly program: string;
  readonly features: unknown;
  readonly horizon_days: number;
}): Moment {
  const features = Features.parse(stored.features);
  const name = momentOf(stored.program);
  return {
    name,
    subject: rowPrefix,
    horizons: [stored.horizon_days],
    features: features.map((feature) => ({ ...feature, reason: "experiment" })),
    facts: features.map((feature) => ({ name: feature.name, type: "number" })),
    questions: (tx, subjects) => rowsAsked(tx, name, features, subjects),
    async latest(tx, most) {
      const rows = await tx.db
        .selectFrom("decisions")
        .select("id")
        .where("moment", "=", name)
        .orderBy("decided_at", "desc")
        .limit(most)
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}

/** A row is its own subject: it is found by the key of its decision. */
async function rowsAsked(
  tx: DatabaseTx,
  moment: string,
  features: z.output<typeof Features>,
  subjects: readonly string[],
): Promise<Question[]> {
  const rows = await tx.db
    .selectFrom("decisions")
    .select(["id", "shopper_id", "as_of", "currency", "stakes", "features", "base_log_odds"])
    .where("id", "in", subjects)
    .where("moment", "=", moment)
    .execute();
  return rows.map((row) => {
    const facts = row.features as Readonly<Record<string, number>>;
    const { basket } = Stakes.parse(row.stakes);
    return {
      ...{ subject: row.id, shopperId: row.shopper_id as Id<"shp">, storeId: null, storeKey: null },
      ...{ asOf: row.as_of, currency: row.currency, basket: { ...basket, units: undefined } },
      habits: { orders: 1, returns: 0, returnRate: 0, somethingNew: false },
      ...{ facts, features: features.map(({ name }) => facts[name] ?? 0), modelled: false },
      prior: { mean: row.base_log_odds ?? 0, sd: differ },
      ...{ reasonValues: {}, assumptions: [] },
    };
  });
}
