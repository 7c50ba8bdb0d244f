import type { World, WorldAction } from "@aftercare/simulator";
import { ActionTerms } from "../../../packages/platform/src/facts/actions/index.ts";
import { ProgramDocument } from "../../../packages/platform/src/judgement/programs/index.ts";

/** A world's actions as a program states them, with what a shop would know of their costs. */
export function worldProgram(world: World): ProgramDocument {
  return ProgramDocument.parse({
    ...{ name: "world", title: world.name, moment: "world", currency: "EUR" },
    actions: world.actions
      .slice(1)
      .map((action) => ({ id: action.name, contact: action.contact, terms: termsOf(action) })),
    goal: { horizonDays: world.horizonDays },
    guardrails: {
      marginFloor: 0,
      mostDiscount: 1,
      perShopper: { offers: 100, days: 1 },
      abuse: { returns: 1_000, rate: 1 },
    },
    holdout: 0.05,
    exploration: 0.005,
    trial: 0.8,
    challenge: 0.5,
    warmUp: { days: 31, exploration: 1 },
  });
}

function termsOf({ discount, appliesTo, pointsCost }: WorldAction): ActionTerms {
  const share = discount * appliesTo + pointsCost;
  return ActionTerms.parse({ kind: "percent-off", percent: Math.max(1, 100 * share) });
}
