import { behaviourSegment } from "./behaviour-segment.ts";
import type { PastReturn } from "./past-returns.ts";
import type { TrialGroup, TrialSums } from "./trial.contract.ts";
import { type Difference, differences, type Treated } from "./trial-case.ts";

/** A return of the past under both policies. */
export interface Compared {
  readonly past: PastReturn;
  readonly inForce: Treated;
  readonly draft: Treated;
  readonly changes: readonly Difference[];
  readonly groups: readonly Pick<TrialGroup, "by" | "key">[];
}

export function compared(past: PastReturn, inForce: Treated, draft: Treated): Compared {
  return {
    ...{ past, inForce, draft, changes: differences(inForce, draft) },
    groups: [
      { by: "all", key: "" },
      { by: "segment", key: behaviourSegment(past.profile) },
      { by: "tier", key: past.profile.tier ?? "" },
      { by: "reason", key: past.lines[0]?.reason ?? "" },
    ],
  };
}

/** Sums of all of them, and by segment, tier and reason. Those of parts add up to those of the whole. Pure. */
export function groupsOf(cases: readonly Compared[]): TrialGroup[] {
  const groups = new Map<string, TrialGroup>();
  for (const one of cases) {
    const paid = one.past.lines.reduce((sum, { amount }) => sum + Number(amount), 0);
    for (const { by, key } of one.groups) {
      const id = `${by} ${key}`;
      const known = groups.get(id) ?? { by, key, returns: 0, paid: 0, inForce: nothing, draft: nothing };
      groups.set(id, {
        ...{ by, key, returns: known.returns + 1, paid: known.paid + paid },
        ...{ inForce: added(known.inForce, one.inForce), draft: added(known.draft, one.draft) },
      });
    }
  }
  return [...groups.values()];
}

const nothing: TrialSums = {
  ...{ accepted: 0, refused: 0, fees: 0, bonus: 0, timing: 0, cost: 0, days: 0, contentment: 0 },
};

function added(sums: TrialSums, { refused, fees, bonus, timing, cost, days, contentment }: Treated): TrialSums {
  return {
    accepted: sums.accepted + Number(days !== undefined),
    ...{ refused: sums.refused + refused, fees: sums.fees + fees, bonus: sums.bonus + bonus },
    ...{ timing: sums.timing + timing, cost: sums.cost + cost, days: sums.days + (days ?? 0) },
    contentment: sums.contentment + contentment,
  };
}

/** How many lines got something of the draft from the law alone, most first. Pure. */
export function raisedByLaw(cases: readonly Compared[]): { what: string; lines: number }[] {
  const counts = new Map<string, number>();
  for (const { draft } of cases)
    for (const { by, untilBy } of draft.lines)
      for (const [what, who] of Object.entries({ ...by, windowDays: untilBy }))
        if (who === "law") counts.set(what, (counts.get(what) ?? 0) + 1);
  return [...counts].map(([what, lines]) => ({ what, lines })).toSorted((a, b) => b.lines - a.lines);
}
