/**
 * A retailer's shoppers and how they truly respond, as plain data: everything that shapes the simulated truth stands in here and
 * nothing else does. Money is in minor units as plain numbers (a simulation's expectations have fractions of a cent), chances are
 * moved on the log scale of odds or rates, days are whole. `defaultWorld` says where each number comes from.
 */
export interface World {
  readonly name: string;
  readonly shoppers: number;
  /** The first month played; 1 is January. */
  readonly start: { readonly year: number; readonly month: number };
  /** Calendar months played. */
  readonly months: number;
  /** What is known of the shoppers before the first day played. */
  readonly historyMonths: number;
  /** How long after a moment its outcome is looked at. */
  readonly horizonDays: number;
  readonly joining: WorldJoining;
  /** Of latent traits, each standard normal over the shoppers; pairs not named are independent. */
  readonly correlations: readonly WorldCorrelation[];
  readonly purchases: WorldPurchases;
  readonly seasons: WorldSeasons;
  readonly regions: readonly WorldRegion[];
  /** Standard deviation of the log purchase rate between the stores of a region. */
  readonly storeSpread: number;
  readonly baskets: WorldBaskets;
  readonly margins: WorldMargins;
  readonly returns: WorldReturns;
  readonly signs: WorldSigns;
  readonly effects: WorldEffects;
  /** What can be done at a moment, 2 to 12; the first is "nothing": free and without effect. */
  readonly actions: readonly WorldAction[];
  readonly points: WorldPoints;
  readonly drift: WorldDrift;
  /** What may be spent on the moments of one calendar month; null for no limit. */
  readonly budget: { readonly perMonth: number } | null;
}

/** In what shoppers differ, unseen; each leaves signs in what they do. */
export const worldTraits = [
  "rate",
  "price",
  "deals",
  "points",
  "novelty",
  "annoyance",
  "basket",
  "margin",
  "returns",
  "online",
] as const;
export type WorldTrait = (typeof worldTraits)[number];

export interface WorldCorrelation {
  readonly of: WorldTrait;
  readonly with: WorldTrait;
  readonly correlation: number;
}

export interface WorldJoining {
  /** Share of the shoppers who were customers before the records begin. */
  readonly before: number;
  /** Share who join, evenly spread, in the months played; the rest joins in the months of history. */
  readonly during: number;
}

export interface WorldPurchases {
  /** Mean orders a year, over shoppers, apart from returns. */
  readonly perYear: number;
  /** Standard deviation of the log rate between shoppers. */
  readonly spread: number;
  /** The rate in the horizon after a return, as a multiple of the usual one. */
  readonly afterReturn: number;
  /** A slow swing of the log rate of each shopper around their own level (Ornstein–Uhlenbeck). */
  readonly mood: { readonly spread: number; readonly halfLifeDays: number };
}

export interface WorldSeasons {
  /** Relative purchase rate, January to December; only ratios count. */
  readonly months: readonly number[];
  /** Relative purchase rate, Sunday to Saturday; only ratios count. */
  readonly weekdays: readonly number[];
}

export interface WorldRegion {
  readonly name: string;
  /** Of the shoppers. */
  readonly share: number;
  readonly stores: number;
  /** Added to the log purchase rate. */
  readonly logRate: number;
  /** Added to the log basket. */
  readonly logBasket: number;
}

export interface WorldBaskets {
  /** Mean value of an order over shoppers, minor units. */
  readonly mean: number;
  /** Standard deviation of the log basket between shoppers, and between one shopper's orders. */
  readonly between: number;
  readonly within: number;
  /** Mean units in an order. */
  readonly units: number;
}

export interface WorldMargins {
  /** Gross margin as a share of the basket: mean, standard deviation between shoppers and between one shopper's orders. */
  readonly mean: number;
  readonly between: number;
  readonly within: number;
}

export interface WorldReturns {
  /** Log-odds that an order comes back at least in part, for the mean shopper, and its spread over shoppers. */
  readonly logOdds: number;
  readonly between: number;
  /** Share of the returns that bring back everything; the others bring back 20 to 80 % of the value. */
  readonly whole: number;
  /** Days from purchase to return: log-normal, cut at the longest. */
  readonly medianDays: number;
  readonly spread: number;
  readonly longestDays: number;
  /** What a return costs, minor units. */
  readonly handling: number;
  /** Why goods come back, and what that adds to the log purchase rate in the horizon. */
  readonly reasons: readonly { readonly name: string; readonly share: number; readonly logRate: number }[];
}

/** Log-odds of what an order or a message shows of a trait: level for the mean shopper, and slopes. */
export interface WorldSigns {
  /** Bought at a reduced price. */
  readonly reduced: { readonly logOdds: number; readonly deals: number; readonly price: number };
  /** Paid in part with points. */
  readonly pointsUsed: { readonly logOdds: number; readonly points: number };
  /** A unit is a product new to the assortment. */
  readonly newProduct: { readonly logOdds: number; readonly novelty: number };
  /** Ordered online, not in a store; returns go the same way. */
  readonly online: { readonly logOdds: number; readonly online: number };
  /** Opens a message; those whom messages annoy open fewer. */
  readonly opened: { readonly logOdds: number; readonly annoyance: number };
  readonly messagesPerMonth: number;
}

export interface WorldEffects {
  /** Multiplies every effect of every action (on chance, basket and return): 0 is a world without effects, −1 a reversed one. */
  readonly scale: number;
  /** Standard deviation of the log strength with which a trait answers; the mean strength is 1. */
  readonly priceSpread: number;
  readonly pointsSpread: number;
  readonly noveltySpread: number;
  /** How far above the mean (in standard deviations) annoyance must lie before a message does harm. */
  readonly annoyedFrom: number;
  /** Wear-out: good effects are divided by e to this for each offer of late (an offer counts half after 60 days). */
  readonly wearOut: number;
}

export interface WorldAction {
  readonly name: string;
  /** Share taken off the part of the basket it applies to. */
  readonly discount: number;
  readonly appliesTo: number;
  /** Cost of extra points, as a share of the basket. */
  readonly pointsCost: number;
  /** Cost of telling the shopper, minor units; paid whether they buy or not. */
  readonly contact: number;
  /** Days from the moment on in which it can be used; at most the horizon. */
  readonly validDays: number;
  /** Log-odds that a buyer in time uses it, and slopes on traits. */
  readonly redeem: { readonly logOdds: number; readonly deals: number; readonly points: number };
  /**
   * What it adds to the log-odds of buying within the horizon: being reminded (all alike), and for a shopper of mean strength in
   * price sensitivity, points-mindedness and love of the new; `annoyance` is taken off for each standard deviation above the threshold.
   */
  readonly effect: {
    readonly reminder: number;
    readonly price: number;
    readonly points: number;
    readonly novelty: number;
    readonly annoyance: number;
  };
  /** Added to the log basket: for all, and for mean price sensitivity. */
  readonly basket: { readonly log: number; readonly price: number };
  /** Added to the log-odds that the order comes back. */
  readonly returns: number;
  /** Purchases lie at horizon × uniform to this power: 1 is even, more is earlier. */
  readonly earliness: number;
}

export interface WorldPoints {
  /** Points for each 100 minor units paid. */
  readonly perHundred: number;
  /** Spend of late (an order counts half after 180 days) from which tiers 1, 2, … begin, minor units, ascending. */
  readonly tiersFrom: readonly number[];
}

export interface WorldDrift {
  /** Change of the log purchase rate over a year. */
  readonly logRatePerYear: number;
  /** Relative change of the effects over a year. */
  readonly effectsPerYear: number;
  /** A break after so many months played: log rate, and each action's effects times a factor; null for none. */
  readonly shift: {
    readonly afterMonth: number;
    readonly logRate: number;
    readonly effectFactors: readonly number[];
  } | null;
}
