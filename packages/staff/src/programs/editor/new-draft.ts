import type { Moment } from "../program-types.ts";
import { type DraftAction, newKey, type ProgramDraft } from "./draft.ts";

/** A program to begin with: margin is what counts, one modest action, and enough held back to learn and to measure. */
export function newDraft({ name, horizons }: Moment, currency: string): ProgramDraft {
  return {
    ...{ name: "", title: "", moment: name, currency, audience: "" },
    actions: [{ ...newAction(), id: "percent-10", terms: { kind: "percent-off", percent: 10 } }],
    weights: { margin: 1, revenue: 0, sameVisit: 0, visits: 0, points: 0 },
    regions: [],
    budget: undefined,
    offers: { group: "", reinstate: true },
    numbers: {
      ...{ rank: 100, validDays: 14, exploration: 0.1, trial: 0.5, challenge: 0.2, holdout: 0.1 },
      ...{ "warmUp/days": 0, "warmUp/exploration": 0.1, "goal/horizonDays": horizons[0] },
      ...{ "guardrails/marginFloor": 0.1, "guardrails/mostDiscount": 0.5, "guardrails/perShopper/offers": 2 },
      ...{ "guardrails/perShopper/days": 30, "guardrails/abuse/returns": 3, "guardrails/abuse/rate": 0.6 },
      ...{ "guardrails/stock": 1, "offers/graceDays": 14 },
    },
  };
}

export function newAction(): DraftAction {
  return { key: newKey(), id: "", terms: { kind: "percent-off" }, contact: 0, eligible: "" };
}

/** A name for addresses and logs out of a title: small letters, digits and hyphens. */
export function slugOf(title: string): string {
  return title
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "");
}
