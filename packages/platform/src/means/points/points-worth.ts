import type { DatabaseTx } from "../../foundation/database/index.ts";
import { currentScheme } from "./stored-scheme.ts";

/** What points cost and are worth, for arithmetic that weighs and does not book. */
interface PointsWorth {
  /** Of both figures. */
  readonly currency: string;
  readonly rate: {
    /** Points earned per minor unit paid. */
    readonly perMinorUnit: number;
    /** Minor units that a point is worth. */
    readonly worth: number;
  };
}

/** What points are worth at the scheme as it stands; undefined while it is switched off. */
export async function pointsWorth(tx: DatabaseTx): Promise<PointsWorth | undefined> {
  const { enabled, earn, redeem, currency } = (await currentScheme(tx)).scheme;
  if (!enabled) return undefined;
  const rate = { perMinorUnit: earn.points / Number(earn.per), worth: Number(redeem.worth) / redeem.points };
  return { currency, rate };
}
