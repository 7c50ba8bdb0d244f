import { fitSplitConformal, splitConformalInterval } from "@aftercare/learn";
import { bestShares, blend } from "./blend-shares.ts";
import { errorSpread } from "./error-spread.ts";
import { kernel, type PriceLearner, type Pricer, quadratic, slowBoosting } from "./price-learners.ts";
import type { PriceRows } from "./price-rows.ts";
import { type PriceScale, priceAsItIs, priceScale } from "./price-scale.ts";
import { type Plan, plansOf, unseenOf } from "./trial-plans.ts";

/** Prices with an interval that holds four in five. */
export interface PricedRows {
  readonly price: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** A model that is ready to be asked. */
export interface PriceModel {
  /** Prices of rows, by position. */
  tell(asked: readonly number[]): PricedRows;
  /** In words. */
  readonly chosen: string;
  readonly skipped: readonly string[];
}

interface Candidate {
  readonly name: string;
  readonly learner: PriceLearner;
  readonly scale: PriceScale;
}

/** A candidate with what it told of rows that it had not seen. */
interface Judged extends Candidate {
  readonly unseen: Float64Array;
  /** Brings what it tells, which may be a median, to the mean. */
  readonly factor: number;
}

export const intervalLevel = 0.8;
/** Rows beyond which a kernel, which sees a sample only, has nothing to add. */
const kernelRows = 16_000;

/**
 * A blend of boosted trees, quadratic ridge and kernel ridge whose shares (tenths) have the least squared error on rows that the learners had
 * not seen; positive skewed prices are learned on a log scale too, and brought back with the factor that errs least. Around it
 * a conformal interval, from the same errors, as wide as errors are among rows like this one.
 */
export function autoPrice(
  rows: PriceRows,
  train: readonly number[],
  timeIsUp: () => boolean = () => false,
): PriceModel {
  const scale = priceScale(train.map((i) => rows.target[i]!));
  const plans = plansOf(train);
  const held = plans.flatMap(({ held }) => held);
  const truth = Float64Array.from(held, (i) => rows.target[i]!);
  const skipped: string[] = [];
  const judged: Judged[] = [];
  for (const candidate of candidatesOf(scale, train.length)) {
    if (judged.length > 0 && timeIsUp()) skipped.push(`auto: candidate ${candidate.name}`);
    else judged.push(judge(candidate, rows, plans, truth));
  }
  const shares = bestShares(
    judged.map(({ unseen }) => unseen),
    truth,
  );
  const blended = blend(
    judged.map(({ unseen }) => unseen),
    shares,
  );
  const misses = blended.map((price, k) => Math.abs(scale.to(truth[k]!) - scale.to(price)));
  const { spread, scales } = errorSpread(rows, held, misses);
  const interval = fitSplitConformal(blended.map(scale.to), truth.map(scale.to), { level: intervalLevel, scales });
  const used = judged.flatMap((each, k) => (shares[k]! > 0 ? [{ ...each, share: shares[k]! }] : []));
  const pricers = used.map((each) => pricerOf(each, rows, train, each.factor));
  return {
    tell(asked) {
      const price = blend(
        pricers.map((pricer) => pricer(asked)),
        used.map(({ share }) => share),
      );
      const ends = Array.from(spread(asked), (width, k) =>
        splitConformalInterval(interval, scale.to(price[k]!), width),
      );
      return {
        price,
        lower: Float64Array.from(ends, ({ lower }) => scale.from(lower)),
        upper: Float64Array.from(ends, ({ upper }) => scale.from(upper)),
      };
    },
    chosen: `${used.map(({ name, share }) => `${name} ${share}`).join(", ")}; interval on the scale of ${scale.name}`,
    skipped,
  };
}

function candidatesOf(scale: PriceScale, rows: number): Candidate[] {
  const of = scale.name === "price" ? "" : " of log price";
  return [
    { name: `boosting${of}`, learner: slowBoosting, scale },
    { name: `quadratic${of}`, learner: quadratic, scale },
    ...(rows <= kernelRows ? [{ name: `kernel${of}`, learner: kernel, scale }] : []),
    ...(of === "" ? [] : [{ name: "boosting", learner: slowBoosting, scale: priceAsItIs }]),
  ];
}

/** Learns on the candidate's scale, and tells prices. */
function pricerOf({ learner, scale }: Candidate, rows: PriceRows, train: readonly number[], factor = 1): Pricer {
  const pricer = learner(rows, rows.target.map(scale.to), train);
  return (asked) => pricer(asked).map((value) => factor * scale.from(value));
}

/** A logarithm brought back gives a price between median and mean; the factor is the one that errs least. */
function judge(candidate: Candidate, rows: PriceRows, plans: readonly Plan[], truth: Float64Array): Judged {
  const told = unseenOf(plans, (fit) => pricerOf(candidate, rows, fit));
  if (candidate.scale === priceAsItIs) return { ...candidate, unseen: told, factor: 1 };
  let [products, squares] = [0, 0];
  for (let k = 0; k < told.length; k++) {
    products += told[k]! * truth[k]!;
    squares += told[k]! ** 2;
  }
  const factor = products / squares;
  return { ...candidate, unseen: told.map((each) => factor * each), factor };
}
