import { LearnError, type Matrix } from "@aftercare/learn";
import type { Experiment } from "./experiment.ts";
import { blendInWords, foldLearners, type Scored } from "./fold-learners.ts";
import { type MethodCosts, methodCosts } from "./method-costs.ts";
import { type Division, type Part, type PropensitySource, preparePart, propensitySource } from "./parts.ts";
import { areAmounts, salesBehind } from "./sales-behind.ts";
import { learnersFor } from "./uplift-methods.ts";

/** How to run. */
export interface RunOptions {
  readonly seed: string;
  timeIsUp(): boolean;
  say(line: string): void;
}

/** Takes what methods say of the rows asked about. */
export interface EffectTaker {
  /** Before the methods of a fold. */
  open(part: Part, repeat: number): void;
  /** @param fold place in the repeat @param effects held × treatments */
  take(method: string, repeat: number, fold: number, part: Part, effects: Matrix): void;
  /** A figure of a method in words, for progress. */
  inWords(method: string): string;
}

/** What was run. */
export interface MethodRuns {
  readonly source: PropensitySource;
  /** Names, the automatic one last. */
  readonly methods: readonly string[];
  readonly costs: MethodCosts;
  readonly chosen: readonly string[];
  readonly skipped: readonly string[];
  readonly repeats: number;
}

/**
 * Fits every method on every division, the automatic one first. Once the time is up no further method and no further repeat begins;
 * what was begun is finished, so that every method reported answers for the same rows.
 * @param repeats for each repeat its divisions
 */
export function runMethods(
  learned: Experiment,
  repeats: readonly (readonly Division[])[],
  taker: EffectTaker,
  { seed, timeIsUp, say }: RunOptions,
): MethodRuns {
  const source = propensitySource(learned, repeats[0]![0]!.train, seed);
  say(`propensities: ${inWords(source)}`);
  const costs = methodCosts();
  const chosen: string[] = [];
  const skipped = new Set<string>();
  let left: string[] = [];
  let done = 0;
  for (const [repeat, divisions] of repeats.entries()) {
    if (repeat > 0 && timeIsUp()) {
      say(`the time is up: ${repeat} of ${repeats.length} repeats were run`);
      break;
    }
    const folds = divisions.map((division, fold) => prepareFold(division, source, `${seed} ${fold}`));
    for (const { part } of folds) taker.open(part, repeat);
    const run = (method: string, score: (fold: PreparedFold, k: number) => Scored): void => {
      const found = folds.map(score);
      for (const [k, { effects, cost }] of found.entries()) {
        costs.add(method, cost);
        taker.take(method, repeat, k, folds[k]!.part, effects);
      }
      if (repeat === 0) say(`${method}: ${taker.inWords(method)}, ${costs.of(method).fit_seconds.toFixed(2)} s a fit`);
    };
    run("auto", ({ learners, part }, k) => {
      const { model, ...scored } = learners.auto(part.x, timeIsUp);
      if (repeat === 0) chosen.push(`fold ${k}: ${blendInWords(model)}`);
      for (const name of model.skipped) skipped.add(`auto's candidate ${name}`);
      return scored;
    });
    const wanted = folds.every(({ amounts }) => amounts);
    const methods = learnersFor(learned.kind, wanted).filter(({ name }) => repeat === 0 || left.includes(name));
    const kept: string[] = [];
    for (const { name, learner } of methods) {
      if (repeat === 0 && timeIsUp()) {
        skipped.add(name);
        continue;
      }
      try {
        run(name, ({ learners, part }) => learners.single(learner, part.x));
        kept.push(name);
      } catch (error) {
        if (!(error instanceof LearnError)) throw error;
        skipped.add(`${name}: ${error.message}`);
      }
    }
    left = kept;
    done++;
    if (repeat > 0) say(`repeat ${repeat + 1} of ${repeats.length}: auto ${taker.inWords("auto")} over all so far`);
  }
  if (skipped.size > 0) say(`left out: ${[...skipped].join(", ")}`);
  return { source, costs, chosen, methods: [...left, "auto"], skipped: [...skipped], repeats: done };
}

interface PreparedFold {
  readonly part: Part;
  readonly learners: ReturnType<typeof foldLearners>;
  /** Whether outcomes are amounts, behind margins or not, so that two-part learners make sense. */
  readonly amounts: boolean;
}

function prepareFold(division: Division, source: PropensitySource, seed: string): PreparedFold {
  const part = preparePart(division, source, seed);
  const { kind, arms } = division.learned;
  const behind = kind === "real" ? salesBehind(part.train, arms.length) : undefined;
  const train = behind?.sales ?? part.train;
  return {
    part,
    learners: foldLearners(train, arms.length, kind, seed, behind?.economics),
    amounts: areAmounts(train.outcome),
  };
}

/** A source of propensities, for the protocol. */
export function inWords(source: PropensitySource): string {
  switch (source) {
    case "stated":
      return "as the file states them";
    case "shares":
      return "the arms' shares, as the features do not tell the treatment";
    case "estimated":
      return "estimated by logistic regression, as the features tell the treatment";
  }
}
