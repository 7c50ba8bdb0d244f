import type { TrialPart } from "./policy-types.ts";

export type TrialGroup = TrialPart["groups"][number];
export type TrialExample = TrialPart["examples"][number];

/** What the parts of a trial say together. */
export interface TrialSum extends Pick<TrialPart, "seen" | "leftOut" | "changed" | "groups" | "raised" | "examples"> {
  readonly of: number;
}

const mostExamples = 8;

/** Adds up the parts of a trial: sums by group, what the law raised, and the greatest differences of all. Pure. */
export function sumOfParts(parts: readonly TrialPart[]): TrialSum {
  const sum = (figure: (part: TrialPart) => number) => parts.reduce((all, part) => all + figure(part), 0);
  return {
    of: parts[0]?.of ?? 0,
    seen: sum(({ seen }) => seen),
    leftOut: sum(({ leftOut }) => leftOut),
    changed: sum(({ changed }) => changed),
    groups: groupsTogether(parts.flatMap(({ groups }) => groups)),
    raised: raisedTogether(parts.flatMap((part) => part.raised)),
    examples: parts
      .flatMap(({ examples }) => examples)
      .toSorted((one, other) => weightOf(other) - weightOf(one))
      .slice(0, mostExamples),
  };
}

type Raised = TrialPart["raised"][number];

function raisedTogether(raised: readonly Raised[]): Raised[] {
  const found = Map.groupBy(raised, ({ what }) => what);
  const sums = [...found].map(([what, same]) =>
    same.reduce((one, other) => ({
      ...{ what, added: one.added + other.added, ended: one.ended + other.ended, same: one.same + other.same },
    })),
  );
  return sums.toSorted((one, other) => other.added + other.ended - one.added - one.ended || other.same - one.same);
}

function weightOf({ costs, contentment }: TrialExample): number {
  // What costs nothing either way still differs in how content it leaves somebody; less than one coin orders those.
  return Math.abs(costs) + Math.abs(contentment) / 2;
}

function groupsTogether(groups: readonly TrialGroup[]): TrialGroup[] {
  const found = Map.groupBy(groups, ({ by, key }) => `${by} ${key}`);
  return [...found.values()]
    .map((same) =>
      same.reduce((one, other) => ({
        ...{ by: one.by, key: one.key, returns: one.returns + other.returns, paid: one.paid + other.paid },
        ...{ inForce: added(one.inForce, other.inForce), draft: added(one.draft, other.draft) },
      })),
    )
    .toSorted((one, other) => other.returns - one.returns);
}

type Sums = TrialGroup["draft"];

function added(one: Sums, other: Sums): Sums {
  const names = Object.keys(one) as (keyof Sums)[];
  return Object.fromEntries(names.map((name) => [name, one[name] + other[name]])) as Sums;
}

/** What a group shows: costs of the draft less those of the policy in force, and how content both leave people, 0 to 1. */
export function figuresOf({ inForce, draft, returns }: TrialGroup) {
  const mean = (sum: number) => (returns === 0 ? 0 : sum / returns);
  return {
    costs: draft.cost - inForce.cost,
    fees: draft.fees - inForce.fees,
    bonus: draft.bonus - inForce.bonus,
    timing: draft.timing - inForce.timing,
    refused: draft.refused - inForce.refused,
    contentBefore: mean(inForce.contentment),
    contentAfter: mean(draft.contentment),
    daysBefore: inForce.accepted === 0 ? undefined : inForce.days / inForce.accepted,
    daysAfter: draft.accepted === 0 ? undefined : draft.days / draft.accepted,
  };
}
