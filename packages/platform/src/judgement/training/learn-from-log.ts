import {
  fitProgramModel,
  judgeCandidate,
  type LoggedRow,
  outOfFold,
  type ProgramCard,
  type ProgramModel,
  programCard,
} from "../policy/index.ts";

/** What is learned from, as it travels to another thread. */
export interface LearningTask {
  readonly rows: readonly LoggedRow[];
  readonly actions: readonly string[];
  readonly features: readonly string[];
  /** The model in force, if any. */
  readonly today: ProgramModel | undefined;
}

export interface Learned {
  readonly model: ProgramModel;
  readonly card: ProgramCard;
}

/** Learns, judges, and draws up the card. Takes seconds to minutes of computing: not for the thread that answers requests. */
export function learnFromLog({ rows, actions, features, today }: LearningTask): Learned {
  const model = fitProgramModel(rows, actions, features);
  const seen = outOfFold(rows, model);
  const judged = judgeCandidate(rows, model, today, seen);
  const times = rows.map(({ at }) => at);
  const window =
    rows.length === 0
      ? undefined
      : { from: new Date(Math.min(...ends(times))), to: new Date(Math.max(...ends(times))) };
  return { model, card: programCard(rows, model, judged, { seen, ...(window && { window }) }) };
}

/** Rows come oldest first; spreading all of them into a call would overflow it. */
function ends(times: readonly number[]): number[] {
  return [times[0] ?? 0, times.at(-1) ?? 0];
}
