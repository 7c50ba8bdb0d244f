import { poissonAt } from "./distributions.ts";
import { purposes } from "./keyed-random.ts";
import { drawOrder, type Order } from "./orders.ts";
import { purchaseDay } from "./return-lags.ts";
import type { WorldParts } from "./shopper-lives.ts";
import type { WorldOutcome } from "./world-moment.ts";

/** The chosen action with what is true of it at this moment. */
export interface Settled {
  readonly action: number;
  readonly chance: number;
  readonly logBasket: number;
  readonly returns: number;
  readonly redeem: number;
}

/** Visits that do not end in a purchase, for each purchase expected: one visit in four buys. */
const visitsInVain = 3;

/**
 * Draws what comes of a moment. All uniform numbers belong to the shopper's moment number and none to the action: who would have
 * bought without an offer is the same person in every policy, and whom the offer wins lies between the two chances.
 */
export function drawOutcome(
  parts: WorldParts,
  shopper: number,
  day: number,
  number: number,
  settled: Settled,
): { outcome: WorldOutcome; order: Order | undefined } {
  const { world, random } = parts;
  const action = world.actions[settled.action]!;
  const uniform = (draw: number): number => random.uniform(purposes.moment, shopper, number, draw);
  const knownOn = day + world.horizonDays + 1;
  const intent = -Math.log(1 - settled.chance);
  const visitsOnly = poissonAt(uniform(4), visitsInVain * intent);
  if (uniform(1) >= settled.chance) {
    const outcome = {
      ...nothingBought,
      margin: -action.contact,
      contactCost: action.contact,
      visits: visitsOnly,
      knownOn,
    };
    return { outcome, order: undefined };
  }
  const after = purchaseDay(world, action, uniform(2));
  const key = { purpose: purposes.moment, count: number, draw: 8 };
  const order = drawOrder(parts, shopper, day + after, key, settled.logBasket, settled.returns);
  const costShare = action.discount * action.appliesTo + action.pointsCost;
  const redeemed = costShare > 0 && after <= action.validDays && uniform(3) < settled.redeem;
  const incentiveCost = redeemed ? order.value * costShare : 0;
  const paid = order.value * (redeemed ? 1 - action.discount * action.appliesTo : 1);
  const returned = order.returnedAfter > 0 && after + order.returnedAfter <= world.horizonDays;
  const kept = returned ? 1 - order.returnedShare : 1;
  const margin =
    (order.value * order.marginShare - incentiveCost) * kept - (returned ? world.returns.handling : 0) - action.contact;
  const doubled = redeemed && action.pointsCost > 0 ? 2 : 1;
  return {
    outcome: {
      bought: true,
      boughtDay: order.day,
      revenue: Math.round(paid),
      refunded: Math.round(paid * (1 - kept)),
      basket: Math.round(order.value),
      margin: Math.round(margin),
      incentiveCost: Math.round(incentiveCost),
      contactCost: action.contact,
      redeemed,
      returned,
      visits: 1 + visitsOnly,
      points: Math.floor(((paid * kept) / 100) * world.points.perHundred) * doubled,
      knownOn,
    },
    order,
  };
}

const nothingBought = {
  bought: false,
  boughtDay: undefined,
  revenue: 0,
  refunded: 0,
  basket: 0,
  incentiveCost: 0,
  redeemed: false,
  returned: false,
  points: 0,
} as const;
