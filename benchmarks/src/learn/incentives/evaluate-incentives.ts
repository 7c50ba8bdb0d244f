import {
  autoUplift,
  crossFit,
  type Economics,
  fitUplift,
  foldsOf,
  type Learner,
  type Matrix,
  marginsOf,
  predictAutoUplift,
  predictUplift,
  selectData,
  selectRows,
  type TreatmentData,
} from "@aftercare/learn";

const linear = { kind: "linear" } as const;
/** On standardised columns with some ten thousand rows an arm: effects must be large to show. */
const strong = { kind: "linear", l2: 1000 } as const;
const boosted = { kind: "boosted" } as const;

/** The library's own device, a candidate of the automatic choice: beside the learners of the literature, not one of them. */
export const pooledName = "pooled arms, margin composed";

/** Every single learner by name. */
const singleLearners: readonly { readonly name: string; readonly learner: Learner }[] = [
  {
    name: "one boosted model, the action a feature, margin composed",
    learner: twoPart({ learner: "S", base: boosted }),
  },
  { name: "per-action logistic, strongly regularised", learner: twoPart({ learner: "T", base: strong }) },
  { name: "per-action logistic", learner: twoPart({ learner: "T", base: linear }) },
  { name: "one logistic, margin composed", learner: twoPart({ learner: "S", base: linear }) },
  { name: "T, ridge on margin", learner: { learner: "T", base: linear } },
  { name: "T, ridge on margin, strongly regularised", learner: { learner: "T", base: strong } },
  { name: "X, ridge", learner: { learner: "X", base: linear, final: linear } },
  { name: "R, ridge", learner: { learner: "R", base: linear, final: linear } },
  { name: "DR, ridge", learner: { learner: "DR", base: linear, final: linear } },
  { name: "T, boosted on margin", learner: { learner: "T", base: boosted } },
  { name: pooledName, learner: twoPart({ learner: "pooled" }) },
];

/** The automatic choice stands last in every list of figures. */
export const methodNames: readonly string[] = [...singleLearners.map(({ name }) => name), "auto"];

function twoPart(purchase: Extract<Learner, { learner: "two-part" }>["purchase"]): Learner {
  return { learner: "two-part", purchase };
}

/** For each method of {@link methodNames} the action chosen for every customer, by models that saw the other folds. */
export interface ChosenActions {
  readonly actions: readonly Uint8Array[];
  /** What the automatic choice blended, fold by fold. */
  readonly blends: readonly string[];
}

/** Chooses the action of highest expected margin for each customer. `sales` are the outcomes of the log. */
export function chooseActions(log: TreatmentData, economics: Economics, folds: Uint8Array): ChosenActions {
  const count = folds.reduce((most, fold) => Math.max(most, fold), 0) + 1;
  const actions = methodNames.map(() => new Uint8Array(log.x.rows));
  const blends: string[] = [];
  for (let fold = 0; fold < count; fold++) {
    const held = positions(folds, (each) => each === fold);
    const train = selectData(
      log,
      positions(folds, (each) => each !== fold),
    );
    const x = selectRows(log.x, held);
    const options = { outcome: "real", economics, seed: fold } as const;
    const margins = { ...train, outcome: marginsOf(economics, train.outcome, train.treatment) };
    const nuisances = crossFit(margins, economics.rate.length, linear, "real", foldsOf(margins, 5, fold));
    const place = (method: number, effects: Matrix): void => {
      for (const [k, i] of held.entries()) actions[method]![i] = bestOf(effects, k);
    };
    for (const [method, { learner }] of singleLearners.entries()) {
      const shared = "final" in learner ? { nuisances } : {};
      place(method, predictUplift(fitUplift(train, learner, { ...options, ...shared }), x).effects);
    }
    const model = autoUplift(train, options);
    place(methodNames.length - 1, predictAutoUplift(model, x).effects);
    blends.push(
      model.members.map(({ weight, model: member }) => `${member.name} ${(100 * weight).toFixed(0)} %`).join(", "),
    );
  }
  return { actions, blends };
}

/** The action with the largest effect on the margin; 0 where every treatment would lower it. */
function bestOf({ columns, values }: Matrix, row: number): number {
  let best = 0;
  let most = 0;
  for (let t = 0; t < columns; t++) {
    const effect = values[row * columns + t]!;
    if (effect <= most) continue;
    most = effect;
    best = t + 1;
  }
  return best;
}

function positions(folds: Uint8Array, wanted: (fold: number) => boolean): number[] {
  return [...folds.keys()].filter((i) => wanted(folds[i]!));
}
