import {
  fitProgramModel,
  judgeCandidate,
  type LoggedRow,
  outOfFold,
  type ProgramCard,
  type ProgramModel,
  programCard,
} from "../policy/index.ts";

/** What is learned from. */
interface Log {
  readonly rows: readonly LoggedRow[];
  readonly actions: readonly string[];
  readonly features: readonly string[];
  /** The model in force, if any. One that knows other actions, or looks at other features, is none to compare with. */
  readonly today: ProgramModel | undefined;
}

export interface Learned {
  readonly model: ProgramModel;
  readonly card: ProgramCard;
}

/** Learns, judges, and draws up the card. Takes seconds to minutes of computing: not for the thread that answers requests. */
export function learnFromLog({ rows, actions, features, today }: Log): Learned {
  const comparable =
    today && sameList(today.actions, actions) && sameList(today.features, features) ? today : undefined;
  const model = fitProgramModel(rows, actions, features);
  const seen = outOfFold(rows, model);
  const judged = judgeCandidate(rows, model, comparable, seen);
  const times = rows.map(({ at }) => at);
  const window =
    rows.length === 0
      ? undefined
      : { from: new Date(Math.min(...ends(times))), to: new Date(Math.max(...ends(times))) };
  return { model, card: programCard(rows, model, judged, { seen, ...(window && { window }) }) };
}

function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, i) => each === other[i]);
}

/** Rows come oldest first; spreading all of them into a call would overflow it. */
function ends(times: readonly number[]): number[] {
  return [times[0] ?? 0, times.at(-1) ?? 0];
}
