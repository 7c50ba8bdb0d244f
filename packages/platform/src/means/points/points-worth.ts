import { type DatabaseTx, statement } from "../../foundation/database/index.ts";

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

const newestWorth = statement<
  [],
  { readonly enabled: boolean; readonly currency: string; readonly per_minor_unit: number; readonly worth: number }
>(
  "points-worth",
  `select (document ->> 'enabled')::boolean as enabled, document ->> 'currency' as currency,
    coalesce((document -> 'earn' ->> 'points')::float8 / nullif((document -> 'earn' ->> 'per')::float8, 0), 0)
      as per_minor_unit,
    (document -> 'redeem' ->> 'worth')::float8 / (document -> 'redeem' ->> 'points')::float8 as worth
  from points_schemes order by version desc limit 1`,
);

/** What points are worth at the scheme as it stands; undefined while it is switched off, as it is before anybody has saved one. */
export async function pointsWorth(tx: DatabaseTx): Promise<PointsWorth | undefined> {
  const [saved] = await newestWorth(tx);
  if (!saved?.enabled) return undefined;
  const { currency, per_minor_unit: perMinorUnit, worth } = saved;
  return { currency, rate: { perMinorUnit, worth } };
}
