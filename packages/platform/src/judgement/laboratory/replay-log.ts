import type { ProgramDocument } from "../programs/index.ts";
import { type DraftUnderLog, draftUnderLog } from "./draft-under-log.ts";
import { decisionsPerDay, exploredSpend, frontierPrices, priceOfBudget } from "./frontier-prices.ts";
import { constantShares, countConcerned, meanShare, plannedSpend, type Shares, sharesAt } from "./given-shares.ts";
import type { Draft, LaboratoryTask } from "./laboratory-task.ts";
import { logFigures, sumsOver, type Told, toldOf } from "./log-figures.ts";
import { type Arms, armsOf, caseReader, type LoggedCase, type SentRow } from "./logged-case.ts";
import { type Expected, foretell } from "./out-of-fold.ts";
import { type Coverage, valuation } from "./policy-value.ts";
import { plannedOfDone, type ReplayedDraft, replayDraft } from "./replayed-draft.ts";
import type { CoverageView, DraftResult } from "./result.schema.ts";

/** A log as it stands to be replayed. */
export interface ReadLog {
  readonly arms: Arms;
  /** All cases that can be learned from, oldest first. */
  readonly cases: readonly LoggedCase[];
  /** Those that a policy could have decided. */
  readonly open: readonly LoggedCase[];
}

/** Makes a reader of what is sent; a row that the moment of today cannot be asked about is left out. */
export function logReader(task: LaboratoryTask): { add(rows: readonly SentRow[]): void; end(): ReadLog } {
  const arms = armsOf([...task.versions, ...task.drafts].map(({ document }) => document));
  const read = caseReader(task.moment, arms, task.versions);
  const cases: LoggedCase[] = [];
  return {
    add(rows) {
      for (const row of rows) {
        const found = read(row);
        if (found) cases.push(found);
      }
    },
    end: () => ({ arms, cases, open: cases.filter(({ withheld }) => !withheld) }),
  };
}

/** The part of a run that is over when the log has been learned from. */
const learning = 0.6;

/**
 * What drafts would have earned and cost on the logged decisions of their program: each draft decides every case as it would have, by a model
 * that learned from other shoppers, and is valued by what came of the decisions that were really made. Draws nothing by chance: the same
 * log and drafts give the same figures.
 * @param onProgress is told what share is done
 */
export function replayLog(
  log: ReadLog,
  drafts: readonly Draft[],
  task: LaboratoryTask,
  onProgress: (done: number) => void,
): DraftResult[] {
  const expected = foretell(log.cases, log.open, {
    arms: log.arms.names,
    features: task.moment.features.map(({ name }) => name),
    onFold: (done) => onProgress(learning * done),
  });
  let first: Told | undefined;
  return drafts.map((draft, k) => {
    const { result, own } = replayOne(log, expected, { draft, task, first });
    if (draft === task.drafts[0]) first = own;
    onProgress(learning + ((1 - learning) * (k + 1)) / drafts.length);
    return result;
  });
}

interface One {
  readonly draft: Draft;
  readonly task: LaboratoryTask;
  readonly first: Told | undefined;
}

function replayOne(
  { arms, cases, open }: ReadLog,
  expected: readonly Expected[],
  { draft: { label, document }, task, first }: One,
): { readonly result: DraftResult; readonly own: Told | undefined } {
  if (new Set(open.map(({ shopper }) => shopper)).size < 2)
    return { result: untold(label, open.length), own: undefined };
  const draft = draftUnderLog(document, { arms, facts: task.moment.facts, versions: task.versions });
  const replayed = replayDraft(open, expected, { draft, arms: arms.names.length });
  const values = valuation(replayed);
  const figures = logFigures(replayed, values);
  const nothing = toldOf(values.valueOf(constantShares(replayed, 0)));
  const perDay = decisionsPerDay(cases, document);
  const price = priceOfBudget(replayed, document, perDay);
  const shares = sharesAt(replayed, price, document.exploration);
  const value = values.valueOf(shares);
  const concerned = countConcerned(replayed);
  const given = { shares: givenBy(document, arms, shares, replayed) };
  const coverage = viewOf(value.coverage);
  const own = concerned > 0 ? toldOf(value) : undefined;
  const told = (by: Told): DraftResult["outcome"] => {
    const whole = figures.of(by, nothing);
    const pointAt = (at: number) => {
      const there = sharesAt(replayed, at, document.exploration);
      const found = toldOf(values.valueOf(there));
      return found ? [{ price: at, planned: plannedSpend(replayed, there), figures: figures.of(found, nothing) }] : [];
    };
    return {
      ...{ kind: "told", ...given, coverage, price, planned: plannedSpend(replayed, shares) },
      explored: exploredSpend(replayed, document.exploration),
      ...(perDay !== undefined && { decisionsPerDay: perDay }),
      ...{ figures: whole, total: sumsOver(whole, open.length), againstDone: figures.between(by, values.done) },
      ...(first && { againstFirst: figures.between(by, first) }),
      frontier: frontierPrices(replayed).flatMap(pointAt),
    };
  };
  const reason = concerned === 0 ? ("nobody" as const) : value.kind === "refused" ? value.reason : "nobody";
  const constants = document.actions.map((action) => {
    const constant = constantShares(replayed, arms.of(action)!);
    return { action: action.id, planned: plannedSpend(replayed, constant), by: toldOf(values.valueOf(constant)) };
  });
  const result: DraftResult = {
    ...{ draft: label, basis: "log", decisions: open.length, concerned },
    outcome: own ? told(own) : { kind: "refused", reason, ...given, ...(reason !== "nobody" && { coverage }) },
    ...{ unknownFacts: [...draft.unknownFacts], caveats: caveatsOf(document, task) },
    references: {
      done: { ...figures.of(values.done, nothing), planned: plannedOfDone(replayed) },
      ...(nothing && { nothing: figures.of(nothing, nothing) }),
      constants: constants.flatMap(({ action, planned, by }) => {
        if (!by) return [];
        const ahead = own && { draftAhead: figures.between(own, by) };
        return [{ action, planned, figures: figures.of(by, nothing), ...ahead }];
      }),
      untold: constants.flatMap(({ action, by }) => (by ? [] : [action])),
    },
  };
  return { result, own };
}

/** Of a log in which everybody was withheld, or only one was not. */
function untold(label: string, decisions: number): DraftResult {
  return {
    ...{ draft: label, basis: "log", decisions, concerned: 0, unknownFacts: [], caveats: [] },
    outcome: { kind: "refused", reason: "effective-sample", shares: [] },
    references: { constants: [], untold: [] },
  };
}

function viewOf({ effectiveSample, largestWeight, neverPossible }: Coverage): CoverageView {
  return { effectiveSample, largestWeight, neverPossible };
}

function givenBy(document: ProgramDocument, arms: Arms, shares: Shares, { arms: count }: ReplayedDraft) {
  return [
    { action: "none", share: meanShare(shares, count, 0) },
    ...document.actions.map((action) => ({ action: action.id, share: meanShare(shares, count, arms.of(action)!) })),
  ];
}

/** What a reader has to bear in mind about any replay of this document. */
function caveatsOf(document: DraftUnderLog["document"], { versions }: LaboratoryTask): DraftResult["caveats"] {
  const differs = (part: (each: ProgramDocument) => unknown) =>
    versions.some((each) => JSON.stringify(part(each.document)) !== JSON.stringify(part(document)));
  return [
    ...(differs(({ audience }) => audience) ? (["audience"] as const) : []),
    ...(differs(({ guardrails }) => guardrails) ? (["guardrails"] as const) : []),
    ...(document.budget && document.budget.regions.length > 0 ? (["regional-budgets"] as const) : []),
  ];
}
