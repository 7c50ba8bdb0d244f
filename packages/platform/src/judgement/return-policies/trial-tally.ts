import type { z } from "zod";
import { behaviourSegment } from "./behaviour-segment.ts";
import type { PastReturn } from "./past-returns.ts";
import type { ReturnTerms } from "./terms.ts";
import type { TrialGroup, TrialSums, tryReturnPolicy } from "./trial.contract.ts";
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

type Raised = z.output<typeof tryReturnPolicy.output>["raised"][number];

/** How many lines get something from the law alone under the draft, under the policy in force and under both; what the draft changes most first. Pure. */
export function raisedByLaw(cases: readonly Compared[]): Raised[] {
  const counts = new Map<string, Raised>();
  for (const { inForce, draft } of cases)
    for (const [place, now] of draft.lines.entries()) {
      const [before, after] = [raisedIn(inForce.lines[place]), raisedIn(now)];
      for (const what of new Set([...before, ...after])) {
        const known = counts.get(what) ?? { what, added: 0, ended: 0, same: 0 };
        const change = !before.has(what) ? "added" : !after.has(what) ? "ended" : "same";
        counts.set(what, { ...known, [change]: known[change] + 1 });
      }
    }
  const weight = ({ added, ended, same }: Raised) => 1e6 * (added + ended) + same;
  return [...counts.values()].toSorted((a, b) => weight(b) - weight(a));
}

function raisedIn(terms: ReturnTerms | undefined): ReadonlySet<string> {
  if (!terms) return new Set();
  // While its own window runs, a policy lets goods go back by itself, however much longer the law would.
  const by = Object.entries({ ...terms.by, ...(!terms.isInWindow && { windowDays: terms.untilBy }) });
  return new Set(by.flatMap(([what, who]) => (who === "law" ? [what] : [])));
}
