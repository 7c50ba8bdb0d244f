import { familyOf } from "../../facts/persons/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import type { Lot } from "./account.ts";
import { tierNow, viewAccount } from "./locked-account.ts";
import { readDebts, readMovements } from "./movements.ts";
import { getPoints } from "./points.contract.ts";
import type { Scheme, Tier } from "./scheme.schema.ts";
import { worthOf } from "./scheme.ts";
import { shopperOfOwnStore } from "./shopper-rules.ts";
import { nextTier } from "./tier.ts";
import { type PointsWindow, windowsFrom } from "./windows.ts";

const latest = 10;

export const getPointsOperation = operation(getPoints, {
  by: { associate: shopperOfOwnStore, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock }, { shopperId }) {
    const [person] = await familyOf(tx, shopperId);
    if (!person) throw notFound();
    const now = clock.now();
    const account = await viewAccount(tx, { shopperId: person as Id<"shp">, now });
    const { scheme } = account.current;
    const { held, spent } = await tierNow(tx, account);
    const position = account.points.position(now);
    const money = (amount: bigint) => ({ amount, currency: scheme.currency });
    const next = nextTier(spent, held.tier, scheme);
    const lots = account.points.lots.filter(({ remaining }) => remaining > 0n);
    const movements = await readMovements(tx, person, { limit: latest });
    return {
      ...position,
      shopperId: account.shopperId,
      enabled: scheme.enabled,
      worth: money(worthOf(position.available, scheme)),
      redeemStep: scheme.redeem.points,
      tier: { ...viewTier(held.tier, scheme), since: held.since, until: held.until },
      spent: money(spent),
      nextTier: next && { ...viewTier(next.tier.id, scheme), missing: money(next.missing) },
      availableNext: soonest(lots, ({ availableAt }) => (availableAt > now ? availableAt : undefined)),
      expiringNext: soonest(lots, ({ expiresAt }) => expiresAt),
      owedFor: await readDebts(tx, person, position.owed),
      windows: (await windowsFrom(tx, person, now)).map(viewWindow),
      movements: movements.map(({ last, ...movement }) => movement),
    };
  },
});

/** A tier as it is shown; one that the scheme no longer has counts as the usual rate. */
function viewTier(id: string, { tiers }: Scheme): Omit<Tier, "from"> {
  const { name, multiplier = 100 } = tiers.find((tier) => tier.id === id) ?? {};
  return { id, name, multiplier };
}

/** The sum of the points whose instant comes next. */
function soonest(lots: readonly Lot[], instantOf: (lot: Lot) => Date | undefined) {
  const instants = lots.flatMap((lot) => instantOf(lot)?.getTime() ?? []);
  if (instants.length === 0) return undefined;
  const at = Math.min(...instants);
  const points = lots.reduce((sum, lot) => (instantOf(lot)?.getTime() === at ? sum + lot.remaining : sum), 0n);
  return { points, at: new Date(at) };
}

export function viewWindow({ id, ...window }: PointsWindow) {
  return { windowId: id, ...window };
}
