import type { Base } from "./base.ts";

/**
 * A way to learn effects from {@link TreatmentData}. For several treatments each is compared with the control.
 *
 * - `constant`: one effect for everyone, by the doubly robust mean.
 * - `S`: one model with the treatment as a column (and, where asked, its products with the others); `T`: one model an arm; `X`:
 *   effects imputed in either arm by the other's model and averaged by propensity (Künzel, Sekhon, Bickel, Yu 2019, PNAS 116).
 * - `R`: residuals of the outcome on residuals of the treatment (Nie, Wager 2021, Biometrika 108).
 * - `DR`: regression of doubly robust pseudo-outcomes (Kennedy 2023, Electronic Journal of Statistics 17).
 * - `class-transformation`: one model of "responded as treated or did not as control" (Jaskowski, Jaroszewicz 2012); for real outcomes
 *   of the inverse-propensity transformed outcome (Athey, Imbens 2016).
 * - `ddr`: dependent data representation, the control model's prediction is a column of the treated arms' (Betlei, Diemert,
 *   Amini 2018).
 * - `pooled`: a hierarchical logistic regression over arms; binary outcomes only. Outside a two-part model.
 * - `two-part`: whether anything is bought, by any of the learners that predict outcomes, times how much, by a regression of
 *   log amounts over the buyers of all arms; real outcomes of 0 or more.
 */
export type Learner =
  | { readonly learner: "constant" }
  | { readonly learner: "S"; readonly base: Base; readonly interactions?: boolean }
  | { readonly learner: "T"; readonly base: Base }
  | { readonly learner: "ddr"; readonly base: Base }
  | { readonly learner: "pooled" }
  | { readonly learner: "X"; readonly base: Base; readonly final: Base }
  | { readonly learner: "R"; readonly base: Base; readonly final: Base }
  | { readonly learner: "DR"; readonly base: Base; readonly final: Base }
  | { readonly learner: "class-transformation"; readonly base: Base }
  | { readonly learner: "two-part"; readonly purchase: PurchaseLearner };

/** Learners whose models predict the outcome under each arm, not only the effect. */
export type OutcomeLearner = Extract<Learner, { learner: "S" | "T" | "ddr" | "pooled" }>;

/** What may tell whether something is bought in a two-part model. */
export type PurchaseLearner = OutcomeLearner;

/** A short name, such as `DR boosted, linear` or `two-part S linear`. */
export function nameOf(learner: Learner): string {
  switch (learner.learner) {
    case "constant":
    case "pooled":
      return learner.learner;
    case "S":
      return `S ${learner.base.kind}${learner.base.kind === "linear" && learner.interactions ? " with interactions" : ""}`;
    case "two-part":
      return `two-part ${nameOf(learner.purchase)}`;
    case "X":
    case "R":
    case "DR":
      return `${learner.learner} ${learner.base.kind}, ${learner.final.kind}`;
    default:
      return `${learner.learner} ${learner.base.kind}`;
  }
}
