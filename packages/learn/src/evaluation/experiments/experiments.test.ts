import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../../errors/index.ts";
import { matrix, matrixFromRows } from "../../matrix/index.ts";
import { type SeededRandom, seededRandom } from "../../random/index.ts";
import { alwaysValidPValues, asymptoticConfidenceSequence, boundedConfidenceSequence, cuped } from "./index.ts";

// python3, numpy 2.4: i = arange(12); t = i % 2; x1 = 5i % 7; x2 = i² % 5; y = 1.5·x1 − x2 + 2t + (3i % 4)/2;
// lstsq of y on 1, t, x1, x2; then the difference of means of y − b·x and its Welch variance times 10/8.
const rows = Array.from({ length: 12 }, (_, i) => i);
const treated = rows.map((i) => i % 2);
const covariates = matrixFromRows(rows.map((i) => [(i * 5) % 7, (i * i) % 5]));
const outcome = rows.map(
  (i) => 1.5 * covariates.values[i * 2]! - covariates.values[i * 2 + 1]! + 2 * treated[i]! + ((i * 3) % 4) / 2,
);

test("CUPED is the regression within arms", () => {
  const found = cuped({ outcome, treated }, covariates);
  close(found.coefficients[0]!, 1.48936014, 1e-8);
  close(found.coefficients[1]!, -1.11051728, 1e-8);
  close(found.effect, 2.521966168178474);
  close(found.standardError, 0.3299740840349035);
  close(found.lower, 1.7610445658837799, 1e-6);
  close(found.upper, 3.2828877704731685, 1e-6);
  close(found.unadjusted.effect, 2.8333333333333335);
  close(found.unadjusted.standardError, 2.4386927281275557);
  close(found.varianceReduction, 1 - (0.3299740840349035 / 2.4386927281275557) ** 2);
});

test("a covariate's unit and origin do not change the CUPED effect", () => {
  const moved = matrix(
    12,
    2,
    covariates.values.map((value, place) => (place % 2 === 0 ? 1000 - 3 * value : value)),
  );
  close(cuped({ outcome, treated }, moved).effect, cuped({ outcome, treated }, covariates).effect, 1e-8);
});

test("however often one looks, the sequences hold the mean as often as they say", () => {
  const random = seededRandom("sequences");
  const runs = 200;
  const lost = { bounded: 0, asymptotic: 0 };
  for (let run = 0; run < runs; run++) {
    const clicks = Array.from({ length: 1500 }, () => Number(random.next() < 0.1));
    const bounded = boundedConfidenceSequence(clicks, 0, 1);
    const asymptotic = asymptoticConfidenceSequence(clicks, { tightAt: 500 });
    lost.bounded += Number(bounded.lower.some((lower, t) => lower > 0.1 || bounded.upper[t]! < 0.1));
    // A start of fifty observations, as the central limit theorem wants.
    lost.asymptotic += Number(asymptotic.lower.some((low, t) => t >= 50 && (low > 0.1 || asymptotic.upper[t]! < 0.1)));
  }
  assert.ok(lost.bounded <= 0.05 * runs, `bounded lost ${lost.bounded}`);
  assert.ok(lost.asymptotic <= 0.08 * runs, `asymptotic lost ${lost.asymptotic}`);
});

test("both sequences narrow towards the mean, the bounded one by the variance and not by the range", () => {
  const random = seededRandom("narrow");
  const rare = Array.from({ length: 20_000 }, () => Number(random.next() < 0.01));
  const bounded = boundedConfidenceSequence(rare, 0, 1);
  const asymptotic = asymptoticConfidenceSequence(rare, { tightAt: 20_000 });
  const width = (of: typeof bounded) => of.upper.at(-1)! - of.lower.at(-1)!;
  assert.ok(width(asymptotic) < width(bounded) && width(bounded) < 0.02, `${width(asymptotic)}, ${width(bounded)}`);
  // A fixed-sample interval would be 2·1.96·√(0.0099/20000) = 0.00276 wide; looking at any time costs about half as much again.
  assert.ok(width(asymptotic) < 2 * 0.00276);
});

test("the asymptotic radius is that of its formula", () => {
  // python3: a = .05; r = (−2·log a + log(1 − 2·log a))/100; t = 4; s = std of [1, 2, 4, 5]; s·√(2(tr + 1)/(t²r)·log(√(tr + 1)/a))
  const { mean, upper } = asymptoticConfidenceSequence([1, 2, 4, 5], { tightAt: 100 });
  close(mean[3]!, 3);
  close(upper[3]! - 3, 4.031872370139922);
});

test("always valid p-values: the mixture's formula, never rising, and a level that peeking does not break", () => {
  const [first, second] = alwaysValidPValues(
    [
      { difference: 3, standardError: 1 },
      { difference: 0, standardError: 0.5 },
    ],
    2,
  );
  // √(1/5) · exp(9·4/(2·1·5))
  close(first!.likelihoodRatio, Math.sqrt(0.2) * Math.exp(3.6));
  close(first!.pValue, 1 / first!.likelihoodRatio);
  assert.equal(second!.pValue, first!.pValue);
  const random = seededRandom("peeking");
  let sequential = 0;
  let naive = 0;
  for (let run = 0; run < 300; run++) {
    const looks = peek(random, 400);
    sequential += Number(alwaysValidPValues(looks, 0.2).some(({ pValue }) => pValue < 0.05));
    naive += Number(looks.some((look) => Math.abs(look.difference) > 1.96 * look.standardError));
  }
  assert.ok(sequential <= 0.05 * 300, `${sequential} of 300`);
  assert.ok(naive > 0.2 * 300, `${naive} of 300`);
});

test("bad input is refused by name", () => {
  refuses("data.treated", () => cuped({ outcome: [1, 2, 3], treated: [0, 1, 1] }, matrixFromRows([[1], [2], [3]])));
  refuses("covariates", () => cuped({ outcome, treated }, matrixFromRows(rows.map(() => [1]))));
  refuses("covariates.values", () => cuped({ outcome, treated }, matrixFromRows([[1]])));
  refuses("data.outcome", () => cuped({ outcome: [], treated: [] }, covariates));
  refuses("observations", () => boundedConfidenceSequence([2], 0, 1));
  refuses("observations", () => asymptoticConfidenceSequence([]));
  refuses("most", () => boundedConfidenceSequence([1], 1, 1));
  refuses("options.level", () => boundedConfidenceSequence([1], 0, 1, { level: 1 }));
  refuses("options.tightAt", () => asymptoticConfidenceSequence([1], { tightAt: 0 }));
  refuses("looks", () => alwaysValidPValues([{ difference: 1, standardError: 0 }], 1));
  refuses("looks", () => alwaysValidPValues([{ difference: Number.NaN, standardError: 1 }], 1));
  refuses("tau", () => alwaysValidPValues([], 0));
});

/** Looks after every pair of customers from the 20th on, without any effect. */
function peek(random: SeededRandom, pairs: number) {
  let sum = 0;
  const looks: { difference: number; standardError: number }[] = [];
  for (let n = 1; n <= pairs; n++) {
    sum += Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
    if (n >= 20) looks.push({ difference: sum / n, standardError: 1 / Math.sqrt(n) });
  }
  return looks;
}

function close(actual: number, expected: number, tolerance = 1e-9): void {
  assert.ok(
    Math.abs(actual - expected) < tolerance * Math.max(1, Math.abs(expected)),
    `${actual} instead of ${expected}`,
  );
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
