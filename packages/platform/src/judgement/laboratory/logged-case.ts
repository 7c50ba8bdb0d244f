import type { Moment } from "../decisions/index.ts";
import type { LoggedRow } from "../policy/index.ts";
import type { ActionTerms, Facts, Habits, ProgramDocument } from "../programs/index.ts";
import { type DecidedRow, loggedRow } from "../training/index.ts";

/** A version of the program that has decided. */
export interface LoggedVersion {
  readonly version: number;
  readonly document: ProgramDocument;
}

/** What the moment says of a logged subject when it is asked again: the same fold over the events before it. */
export interface SeenAgain {
  readonly facts: Facts;
  readonly habits: Habits;
  /** When the shopper was given something before, milliseconds since 1970. */
  readonly offeredAt: readonly number[];
}

/** A logged decision on its way to the thread that computes: what is JSON is text still, since reading it takes the time. */
export interface SentRow extends Omit<DecidedRow, "stakes" | "alternatives" | "features"> {
  readonly stakes: string;
  readonly alternatives: string;
  readonly features: string;
  readonly withheld: boolean;
  readonly version: number;
  readonly currency: string;
  readonly store: string | null;
  readonly seen?: SeenAgain;
}

/** One logged decision, with all that another policy could have gone by. */
export interface LoggedCase extends LoggedRow {
  /** The shopper was withheld from every program: learned from, never replayed. */
  readonly withheld: boolean;
  readonly version: number;
  readonly currency: string;
  readonly store: string | null;
  /** By name, as they were seen. */
  readonly features: Readonly<Record<string, number>>;
  /** By arm: whether it was weighed at all, and why it could not be taken, as a key under `reasons.`. */
  readonly listed: readonly boolean[];
  readonly refused: readonly (string | undefined)[];
  readonly seen?: SeenAgain;
}

/** What is told apart as one thing that can be done: an action by its name and its terms, `none` first. */
export interface Arms {
  readonly names: readonly string[];
  /** The position of a document's action; undefined where no document has it. */
  of(action: { readonly id: string; readonly terms: ActionTerms }): number | undefined;
}

/** The arms of all these documents. An action whose terms were changed under its name is another arm. */
export function armsOf(documents: readonly ProgramDocument[]): Arms {
  const positions = new Map<string, number>();
  const names = ["none"];
  for (const action of documents.flatMap(({ actions }) => actions)) {
    const key = keyOf(action);
    if (positions.has(key)) continue;
    positions.set(key, names.length);
    const namesakes = names.filter((name) => name === action.id || name.startsWith(`${action.id}~`)).length;
    names.push(namesakes === 0 ? action.id : `${action.id}~${namesakes + 1}`);
  }
  return { names, of: (action) => positions.get(keyOf(action)) };
}

function keyOf({ id, terms }: { readonly id: string; readonly terms: ActionTerms }): string {
  return JSON.stringify([id, Object.entries(terms).sort(([one], [other]) => (one < other ? -1 : 1))]);
}

interface Alternative {
  readonly action: string;
  readonly ineligibleBecause?: string;
}

/** Reads logged decisions into cases over the given arms. */
export function caseReader(
  { features }: Pick<Moment, "features">,
  arms: Arms,
  versions: readonly LoggedVersion[],
): (row: SentRow) => LoggedCase | undefined {
  const namesIn = new Map(
    versions.map(({ version, document }) => [
      version,
      new Map(document.actions.map((action) => [action.id, arms.names[arms.of(action) ?? 0]!])),
    ]),
  );
  return (row) => {
    const names = namesIn.get(row.version);
    const nameOf = (action: string) => names?.get(action) ?? action;
    const alternatives = (JSON.parse(row.alternatives) as Alternative[]).map((each) => ({
      ...each,
      action: nameOf(each.action),
    }));
    const seen = JSON.parse(row.features) as Record<string, number>;
    const stored = {
      ...row,
      ...{ chosen: nameOf(row.chosen), alternatives, features: seen, stakes: JSON.parse(row.stakes) as unknown },
    };
    const logged = loggedRow(stored, arms.names, features);
    if (!logged) return undefined;
    const listed = new Map(alternatives.map((each) => [each.action, each]));
    const { withheld, version, currency, store } = row;
    return {
      ...logged,
      ...{ withheld, version, currency, store, features: seen },
      listed: arms.names.map((name) => listed.has(name)),
      refused: arms.names.map((name) => listed.get(name)?.ineligibleBecause),
      ...(row.seen && { seen: row.seen }),
    };
  };
}
