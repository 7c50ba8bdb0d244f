import { type SeededRandom, seededRandom, softEpsilon } from "@aftercare/learn";
import { ProgramDocument } from "../programs/index.ts";
import type { LaboratoryTask } from "./laboratory-task.ts";
import type { SentRow } from "./logged-case.ts";
import { type ByMeasure, byMeasure } from "./outcomes-in-view.ts";

/** A logged decision, and what each action of the program would truly have been worth: nothing first. */
export interface KnownRow {
  readonly row: SentRow;
  readonly truth: readonly ByMeasure<number>[];
}

const free = { discountRate: 0, onOutcome: 0, atOnce: 0, savedShare: 0 };
const costs = [
  free,
  { ...free, discountRate: 0.1, savedShare: 0.1, atOnce: 5 },
  { ...free, onOutcome: 400, savedShare: 0.1, atOnce: 5 },
];
const names = ["none", "ten", "coupon"];
const marginRate = 0.4;
const dayMs = 86_400_000;
const start = Date.parse("2026-01-01T00:00:00Z");

/** Ten percent off, or a coupon of a sum; both work for some, and one of them harms others. */
export const madeProgram = ProgramDocument.parse({
  ...{ name: "made", title: "Made", moment: "test.made", currency: "EUR", holdout: 0.1, exploration: 0 },
  actions: [
    { id: "ten", terms: { kind: "percent-off", percent: 10 }, contact: 5 },
    { id: "coupon", terms: { kind: "amount-off", amount: 400 }, contact: 5 },
  ],
  goal: { horizonDays: 30 },
  guardrails: { marginFloor: 0, mostDiscount: 1 },
});

/** What the laboratory knows of the moment of these rows. */
export const madeTask: LaboratoryTask = {
  moment: {
    features: ["loyal", "recency"].map((name) => ({ name, scale: "plain", reason: "frequency" })),
    facts: [
      { name: "loyal", type: "number" },
      { name: "spent", type: "number" },
    ],
  },
  drafts: [{ label: "1", document: madeProgram }],
  ...{ simulate: false, rows: 1_000, currency: "EUR" },
  versions: [{ version: 1, document: madeProgram }],
  simulation: { questions: [], baseline: undefined, program: undefined },
};

/**
 * A log with a known truth: few buy, some of them much, and each reacts in their own way. The first half was decided broadly, the second half
 * by what a belief held for best but for a small share; a tenth of the shoppers was withheld, and some shoppers come twice.
 */
export function madeLog(seed: string, rows: number): KnownRow[] {
  const random = seededRandom(seed);
  return Array.from({ length: rows }, (_, i) => madeRow(random, i, rows));
}

function madeRow(random: SeededRandom, i: number, rows: number): KnownRow {
  const shopper = Math.floor(i / 1.2);
  const input = [random.int(2), normal(random)];
  const usual = Math.round(4_000 * skewed(random, 0.5));
  const chances = [0, 0.7 - 0.9 * input[0]!, 0.3 + 0.4 * input[1]!].map((effect) =>
    sigmoid(-1.4 + 0.6 * input[0]! - 0.3 * input[1]! + effect),
  );
  const isWithheld = (shopper * 7919) % 10 === 0;
  const exploration = i < rows / 2 ? 0.9 : 0.2;
  const believed = [0, input[0] === 0 ? 1 : -1, input[1]! > 0 ? 0.5 : -0.5];
  const propensities = isWithheld ? [1, 0, 0] : [...softEpsilon(believed, exploration)];
  const arm = pick(random, propensities);
  const cost = costs[arm]!;
  const isBought = random.next() < chances[arm]!;
  const gross = isBought ? usual * skewed(random, 0.6) : 0;
  const given = isBought ? gross * cost.discountRate + cost.onOutcome : 0;
  const row: SentRow = {
    ...{ shopper_id: `s${shopper}`, decided_at: new Date(start + (i * 90 * dayMs) / rows), chosen: names[arm]! },
    ...{ policy: `belief/-/${exploration}`, base_log_odds: -1.2, withheld: isWithheld, version: 1 },
    ...{ currency: "EUR", store: null, visits: Number(isBought) },
    ...{ revenue: gross - given, margin: gross * marginRate - given - cost.atOnce },
    stakes: JSON.stringify({
      basket: { amount: usual, marginRate, oneProduct: 0.5, units: 2 },
      weights: madeProgram.goal.weights,
    }),
    features: JSON.stringify({ loyal: input[0], recency: input[1] }),
    alternatives: JSON.stringify(
      names.map((action, k) => ({ action, eligible: true, propensity: propensities[k], cost: costs[k] })),
    ),
  };
  const truth = costs.map((each, k) => {
    const paid = usual * each.discountRate + each.onOutcome;
    const values = {
      margin: chances[k]! * (usual * marginRate - paid) - each.atOnce,
      revenue: chances[k]! * (usual - paid),
      sameVisit: 0,
      visits: chances[k]!,
      spend: chances[k]! * paid + each.atOnce,
    };
    return byMeasure((measure) => values[measure]);
  });
  return { row, truth };
}

function pick(random: SeededRandom, chances: readonly number[]): number {
  let left = random.next();
  for (const [place, chance] of chances.entries()) {
    left -= chance;
    if (left < 0) return place;
  }
  return 0;
}

function normal(random: SeededRandom): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** Log-normal with mean 1. */
function skewed(random: SeededRandom, sigma: number): number {
  return Math.exp(sigma * normal(random) - (sigma * sigma) / 2);
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
