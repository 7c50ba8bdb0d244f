import { armLogOdds, hashToUnit } from "@aftercare/learn";
import { expectedBasket, fitProgramModel, type ProgramModel } from "../policy/index.ts";
import type { LoggedCase } from "./logged-case.ts";

const FOLDS = 3;

/** What a case is expected to come to, by a model that learned from other shoppers only. */
export interface Expected {
  /** By arm: the chance of the outcome, and what is bought then before any discount, minor units. */
  readonly chance: Float64Array;
  readonly basket: Float64Array;
  readonly model: ProgramModel;
}

/**
 * Learns from the log and says what each case was expected to come to, each by a model that has not seen its shopper: a policy valued on the
 * rows it learned from is always overrated. Shoppers are divided by a hash, so that the same log is always divided the same way.
 * @param open the cases to be foretold, among those learned from
 */
export function foretell(
  cases: readonly LoggedCase[],
  open: readonly LoggedCase[],
  { arms, features, onFold }: { arms: readonly string[]; features: readonly string[]; onFold?: (done: number) => void },
): Expected[] {
  const foldOf = ({ shopper }: LoggedCase) => Math.floor(hashToUnit(`fold/${shopper}`) * FOLDS);
  const folds = new Map(cases.map((row) => [row.shopper, foldOf(row)]));
  const models: ProgramModel[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = cases.filter(({ shopper }) => folds.get(shopper) !== fold);
    // How much shoppers differ is learned once: it is much the same in every fold, and takes most of the time.
    models.push(fitProgramModel(others, arms, features, models[0]));
    onFold?.((fold + 1) / FOLDS);
  }
  return open.map((row) => {
    const model = models[folds.get(row.shopper)!]!;
    const chance = Float64Array.from(armLogOdds(model.effects, row.input, row.base), (x) => 1 / (1 + Math.exp(-x)));
    const basket = chance.map((_, arm) => expectedBasket(model.baskets, arm, row.basket.amount));
    return { chance, basket, model };
  });
}
