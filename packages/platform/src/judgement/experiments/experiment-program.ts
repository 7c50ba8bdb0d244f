import { ProgramDocument } from "../programs/index.ts";
import type { Experiment } from "./experiment.ts";
import { momentOf } from "./experiment-moment.ts";

/**
 * The program that an experiment is the log of. It decides about nobody, as nothing asks at its moment; what is here is what learning and
 * the laboratory compare with. Every action could be given to everyone, so no guardrail stands in the way.
 */
export function experimentProgram({ name, title, currency, actions, weights, horizonDays }: Experiment) {
  return ProgramDocument.parse({
    ...{ name, title, currency, moment: momentOf(name) },
    actions: actions.slice(1).map(({ id, about, contact }) => ({ id, contact, terms: { kind: "message", about } })),
    goal: { horizonDays, weights },
    guardrails: { marginFloor: 0, mostDiscount: 1, perShopper: { offers: 100, days: 1 } },
    ...{ exploration: 0, challenge: 0, holdout: 0, validDays: 1 },
  });
}
