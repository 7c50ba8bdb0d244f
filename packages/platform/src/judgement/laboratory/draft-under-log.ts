import {
  type ActionCost,
  type Asked,
  concerns,
  type FactDeclaration,
  type Facts,
  factsNamed,
  type GoalWeights,
  type ProgramDocument,
  type ReadyProgram,
  readyProgram,
  type StandingAction,
  standingActions,
  weightsFor,
} from "../programs/index.ts";
import type { Arms, LoggedCase, LoggedVersion } from "./logged-case.ts";

/** What a draft would have had to choose from in one logged case, by arm. */
export interface Standing {
  readonly eligible: readonly boolean[];
  /** Undefined for an arm that the draft does not have. */
  readonly costs: readonly (ActionCost | undefined)[];
  readonly weights: GoalWeights;
}

/** A draft that can be asked about logged cases. */
export interface DraftUnderLog {
  readonly document: ProgramDocument;
  standing(row: LoggedCase): Standing;
  /** Facts that its expressions read and that are not known of some case: there the log's own answer stood in. */
  readonly unknownFacts: ReadonlySet<string>;
}

/** Reasons that hang on the basket alone, so that the draft's own bounds can be held against them. */
const fromBasket = new Set(["most-discount", "margin-floor", "single-units", "no-points"]);

/** Reasons that a case asked again answers itself; what was in stock, or could be done with an order, only the log can say. */
const askedAgain = new Set([
  ...fromBasket,
  ...["program", "budget", "no-purchase", "nothing-new", "frequency-cap", "abuse-cap"],
]);

const anybody = { storeId: null } as const;
/** Lets every bound pass that looks at habits: the log has answered those. */
const harmless = { orders: 1, returns: 0, returnRate: 0, somethingNew: true } as const;

/**
 * Asks a draft who it concerns and what may be given in logged cases, as it would have been asked then. Where the moment could be asked
 * again, by the code that decides; else expressions that a logged version had too are answered by the log, others from what was
 * logged, and where that does not hold what they read, by the log again.
 */
export function draftUnderLog(
  document: ProgramDocument,
  { arms, facts, versions }: { arms: Arms; facts: readonly FactDeclaration[]; versions: readonly LoggedVersion[] },
): DraftUnderLog {
  const program = readyProgram(document, facts);
  const bare = withoutExpressions(program);
  const positions = document.actions.map((action) => arms.of(action)!);
  const logged = new Map(versions.map((each) => [each.version, each.document]));
  const unknownFacts = new Set<string>();
  const ask = (text: string | undefined, predicate: (facts: Facts) => boolean, row: LoggedCase) => {
    if (text === undefined) return true;
    const names = factsNamed(text, facts);
    const missing = names.filter((name) => row.features[name] === undefined);
    for (const name of missing) unknownFacts.add(name);
    return missing.length > 0 ? undefined : predicate(row.features);
  };

  const fromLog = (row: LoggedCase, bounds: readonly StandingAction[]): boolean[] => {
    const version = logged.get(row.version);
    const isConcerned =
      (document.currency === undefined || document.currency === row.currency) &&
      (document.audience === version?.audience || (ask(document.audience, program.audience, row) ?? true));
    if (!isConcerned) return positions.map(() => false);
    return document.actions.map((action, k) => {
      const arm = positions[k]!;
      const reason = row.refused[arm]?.replace("reasons.ineligible.", "");
      const isWithinBounds = bounds[k]!.ineligibleBecause === undefined;
      const before = version?.actions.find(({ id }) => id === action.id);
      const isOld = before !== undefined && before.eligible === action.eligible;
      const suits = isOld
        ? reason !== "program"
        : (ask(action.eligible, program.eligible[k]!, row) ?? reason !== "program");
      const isHeldBack = reason !== undefined && reason !== "program" && !fromBasket.has(reason);
      return suits && isWithinBounds && !isHeldBack;
    });
  };

  const fromMoment = (row: LoggedCase, { facts: known, habits, offeredAt }: NonNullable<LoggedCase["seen"]>) => {
    const asked: Asked = { ...askedOf(row), facts: known, habits };
    if (!concerns(program, asked)) return positions.map(() => false);
    const since = row.at - document.guardrails.perShopper.days * dayMs;
    const recent = offeredAt.filter((at) => at > since && at < row.at).length;
    return standingActions(program, asked, { recentOffers: recent })
      .slice(1)
      .map(({ ineligibleBecause }, k) => {
        const reason = row.refused[positions[k]!]?.replace("reasons.ineligible.", "");
        const wasPossible = reason === undefined || askedAgain.has(reason);
        return ineligibleBecause === undefined && wasPossible;
      });
  };

  return {
    document,
    unknownFacts,
    standing(row) {
      const bounds = standingActions(bare, { ...askedOf(row), facts: {}, habits: harmless }, { recentOffers: 0 }).slice(
        1,
      );
      const open = row.seen ? fromMoment(row, row.seen) : fromLog(row, bounds);
      const eligible = arms.names.map((_, arm) => arm === 0);
      const costs = arms.names.map((_, arm): ActionCost | undefined => (arm === 0 ? row.costs[0] : undefined));
      for (const [k, arm] of positions.entries()) {
        eligible[arm] = open[k]!;
        costs[arm] = bounds[k]!.cost;
      }
      return { eligible, costs, weights: weightsFor(program, row.store ?? undefined) };
    },
  };
}

const dayMs = 86_400_000;

function withoutExpressions(program: ReadyProgram): ReadyProgram {
  const everyone = () => true;
  return { ...program, audience: everyone, eligible: program.eligible.map(() => everyone) };
}

function askedOf({ basket, points, order, currency, shopper }: LoggedCase): Omit<Asked, "facts" | "habits"> {
  return {
    ...{ ...anybody, shopperId: shopper as Asked["shopperId"], currency, basket },
    ...(points && { points }),
    ...(order && { order }),
  };
}
