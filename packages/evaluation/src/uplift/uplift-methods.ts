import { type Learner, nameOf, type OutcomeKind, type PurchaseLearner } from "@aftercare/learn";

/** A method by name: what it fits when whether something happens is asked, and what when it is asked how much. */
export interface UpliftMethod {
  readonly name: string;
  readonly binary: Learner;
  readonly real: Learner;
}

const linear = { kind: "linear" } as const;
const boosted = { kind: "boosted" } as const;

/** Every single learner, each in its form for either kind of outcome. */
export const singleLearners: readonly UpliftMethod[] = [
  both({ learner: "S", base: linear }),
  both({ learner: "S", base: linear, interactions: true }),
  both({ learner: "T", base: linear }),
  both({ learner: "ddr", base: linear }),
  both({ learner: "class-transformation", base: linear }),
  both({ learner: "X", base: linear, final: linear }),
  both({ learner: "R", base: linear, final: linear }),
  both({ learner: "DR", base: linear, final: linear }),
  both({ learner: "S", base: boosted }),
  both({ learner: "T", base: boosted }),
  both({ learner: "ddr", base: boosted }),
  both({ learner: "class-transformation", base: boosted }),
  both({ learner: "X", base: boosted, final: linear }),
  both({ learner: "X", base: boosted, final: boosted }),
  both({ learner: "R", base: boosted, final: linear }),
  both({ learner: "R", base: boosted, final: boosted }),
  both({ learner: "DR", base: boosted, final: linear }),
  both({ learner: "DR", base: boosted, final: boosted }),
  twoPart({ learner: "S", base: linear }),
  twoPart({ learner: "T", base: linear }),
  twoPart({ learner: "S", base: boosted }),
  twoPart({ learner: "pooled" }),
];

/** The library's own device, a candidate of the automatic choice: beside the learners of the literature, not one of them. */
export const pooledName = "two-part pooled";

/** The automatic choice stands last in every list of scores. */
export const methodNames: readonly string[] = [...singleLearners.map(({ name }) => name), "auto"];

/** The learners that differ for this kind of outcome, by name. `amounts`: whether outcomes are amounts of which many are 0. */
export function learnersFor(
  kind: OutcomeKind,
  amounts: boolean,
): { readonly name: string; readonly learner: Learner }[] {
  const found = new Map<string, Learner>();
  for (const { [kind]: learner } of singleLearners) {
    if (learner.learner !== "two-part" || amounts) found.set(nameOf(learner), learner);
  }
  return [...found].map(([name, learner]) => ({ name, learner }));
}

function both(learner: Learner): UpliftMethod {
  return { name: nameOf(learner), binary: learner, real: learner };
}

/** Of a yes or no the first of the two parts is all there is. */
function twoPart(purchase: PurchaseLearner): UpliftMethod {
  const real: Learner = { learner: "two-part", purchase };
  return { name: nameOf(real), binary: purchase, real };
}
