/** Words that name what comes of a treatment. Plurals that as often count the past (orders, visits, sales) are not among them. */
const outcomes = new Set(
  [
    ["visit", "visited", "conversion", "converted", "convert", "exposure", "exposed", "spend", "spent"],
    ["purchase", "purchased", "bought", "buy", "basket", "revenue", "profit", "margin", "reward"],
    ["click", "clicked", "opened", "redeemed", "redemption", "responded", "response", "responder"],
    ["outcome", "target", "label", "y", "churn", "churned", "unsubscribed", "uplift", "ite", "cate"],
  ].flat(),
);

/** Words that name what was done. */
const treatments = new Set(["treatment", "treated", "action", "arm", "variant", "assignment", "exposure_group"]);

/** Why a column's name says that it was not known before the treatment, or nothing of the row; undefined where it says no such thing. */
export function leftOutByName(name: string): string | undefined {
  const word = name
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
  // visit_flag, is_visit, y_A and margin_3 are what visit, y and margin are.
  const stem = word.replace(/^(is|has|did)_/, "").replace(/_(flag|flg|ind|indicator)$/, "");
  const bare = stem.replace(/_([a-z]|\d+)$/, "");
  if (outcomes.has(stem) || outcomes.has(bare)) return "its name is that of an outcome";
  if (treatments.has(stem) || treatments.has(bare)) return "its name is that of a treatment";
  if (isPropensityName(name)) return "its name is that of a propensity";
  return undefined;
}

/** Whether a name is that of a propensity: prop, propensity, pscore, with or without a suffix (propB_0). */
export function isPropensityName(name: string): boolean {
  return /^(prop|propensity|pscore|ps)(_?score)?(_?[a-z])?(_.*|\d+)?$/i.test(name);
}
