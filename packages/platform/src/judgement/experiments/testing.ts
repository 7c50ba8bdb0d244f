import { hashToUnit } from "@aftercare/learn";
import type { Experiment, ExperimentRow } from "./experiment.ts";

/** A letter brings one in three, a call nobody more than by themselves (one in ten), whoever they are. */
export function madeExperiment(rows: number, change: Partial<Experiment> = {}): Experiment {
  const draw = (i: number, what: string) => hashToUnit(`${what} ${i}`);
  return {
    ...{ name: "letters", title: "Letters", currency: "EUR", marginRate: 0.4, horizonDays: 14 },
    actions: [
      { id: "none", about: "Control", contact: 0 },
      { id: "letter", about: "Letter", contact: 80 },
      { id: "call", about: "Call", contact: 300 },
    ],
    features: [
      { name: "recency", scale: "plain" },
      { name: "city_berlin", scale: "plain" },
    ],
    weights: { margin: 1, revenue: 0, sameVisit: 0, visits: 0, points: 0 },
    at: new Date("2025-03-01T00:00:00Z"),
    ...{ source: "letters.csv", digest: "one" },
    rows: Array.from({ length: rows }, (_, i): ExperimentRow => {
      const action = i % 3;
      const came = draw(i, "came") < (action === 1 ? 1 / 3 : 0.1);
      return {
        ...{ person: String(i), action, propensities: [1 / 3, 1 / 3, 1 / 3] },
        features: [draw(i, "recency"), Number(draw(i, "city") < 0.5)],
        ...{ visits: Number(came), revenue: came ? 4_000 : 0 },
      };
    }),
    ...change,
  };
}
