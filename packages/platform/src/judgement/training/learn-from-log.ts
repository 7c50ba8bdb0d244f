import {
  fitProgramModel,
  judgeCandidate,
  type LoggedRow,
  outOfFold,
  type PresentModel,
  type ProgramCard,
  type ProgramModel,
  programCard,
  rivalShares,
} from "../policy/index.ts";

/** What is learned from. */
interface Log {
  readonly rows: readonly LoggedRow[];
  readonly actions: readonly string[];
  readonly features: readonly string[];
  /** The model in force, if any. One that knows other actions, or looks at other features, is none to compare with. */
  readonly today: PresentModel | undefined;
}

export interface Learned {
  readonly model: ProgramModel;
  readonly card: ProgramCard;
}

/** Learns, judges, and draws up the card. Takes seconds to minutes of computing: not for the thread that answers requests. */
export function learnFromLog({ rows, actions, features, today }: Log): Learned {
  const comparable =
    today && sameList(today.model.actions, actions) && sameList(today.model.features, features) ? today : undefined;
  const fitted = fitProgramModel(rows, actions, features);
  const seen = outOfFold(rows, fitted);
  const judged = judgeCandidate(rows, fitted, comparable, seen);
  const rivals = rivalShares(judged, actions);
  const model = { ...fitted, ...(rivals && { rivals }) };
  // Rows come oldest first.
  const [first, last] = [rows[0], rows.at(-1)];
  const window = first && last && { from: new Date(first.at), to: new Date(last.at) };
  return { model, card: programCard(rows, model, judged, { seen, ...(window && { window }) }) };
}

function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, i) => each === other[i]);
}
