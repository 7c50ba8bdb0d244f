import type { ProgramCard } from "../policy/index.ts";
import { type Learning, learnPrograms } from "../training/index.ts";
import { experimentMoments } from "./stored-moments.ts";

/**
 * Learns from imported experiments.
 * @param which the log of an experiment never grows, so that one that was learned from is left alone where only `new` ones are asked for
 * @returns the cards, by program
 */
export async function learnExperiments(
  learning: Learning,
  which: "new" | "all",
): Promise<ReadonlyMap<string, ProgramCard>> {
  const moments = await learning.unitOfWork.run("learning", async (tx) => {
    const all = await experimentMoments(tx);
    if (which === "all") return all;
    const rows = await tx.db
      .selectFrom("program_models as m")
      .innerJoin("programs as p", "p.name", "m.program")
      .select("p.moment")
      .distinct()
      .execute();
    const learned = new Set(rows.map(({ moment }) => moment));
    return all.filter(({ name }) => !learned.has(name));
  });
  const cards = new Map<string, ProgramCard>();
  for (const moment of moments) for (const [name, card] of await learnPrograms(learning, moment)) cards.set(name, card);
  return cards;
}
