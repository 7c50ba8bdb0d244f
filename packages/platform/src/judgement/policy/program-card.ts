import { armLogOdds } from "@aftercare/learn";
import type { Judged } from "./judge-candidate.ts";
import type { LoggedRow } from "./logged-row.ts";
import { bestArm, predictedValues } from "./predicted-values.ts";
import type { ProgramModel } from "./program-model.ts";

/** What anybody should know of a model of a program: plain JSON. */
export interface ProgramCard {
  readonly rows: number;
  /** Decisions between which it learned, ISO instants; absent without a row. */
  readonly window?: { readonly from: string; readonly to: string };
  readonly released: boolean;
  readonly judged: Judged;
  readonly actions: readonly {
    readonly action: string;
    /** Rows learned from, and the share of them with a purchase. */
    readonly rows: number;
    readonly boughtShare: number;
    /** Mean effect on the chance of buying over all rows, as the model sees it. */
    readonly effect: number;
    /** Share of rows for which it is the best. */
    readonly bestShare: number;
  }[];
}

/** Draws up the card of a model over the rows it learned from. */
export function programCard(
  rows: readonly LoggedRow[],
  model: ProgramModel,
  judged: Judged,
  window?: { readonly from: Date; readonly to: Date },
): ProgramCard {
  const best = rows.map((row) => bestArm(predictedValues(model, row), row.eligible));
  const chances = rows.map((row) => chancesOf(model, row));
  return {
    rows: rows.length,
    ...(window && { window: { from: window.from.toISOString(), to: window.to.toISOString() } }),
    released: judged.release,
    judged,
    actions: model.actions.map((action, arm) => {
      const own = rows.filter((row) => row.arm === arm);
      return {
        action,
        rows: own.length,
        boughtShare: share(own.length, own.filter(({ bought }) => bought).length),
        effect: share(
          rows.length,
          chances.reduce((sum, each) => sum + each[arm]! - each[0]!, 0),
        ),
        bestShare: share(rows.length, best.filter((each) => each === arm).length),
      };
    }),
  };
}

function chancesOf({ effects }: ProgramModel, { input, base }: LoggedRow): number[] {
  return armLogOdds(effects, input, base).map((logOdds) => 1 / (1 + Math.exp(-logOdds)));
}

function share(whole: number, part: number): number {
  return whole === 0 ? 0 : part / whole;
}
