import type { World } from "./world.ts";

/**
 * The world by which decisions are judged: a fashion and household retailer with a loyalty scheme in four regions, whose shoppers
 * are asked the question "what now?" each time they bring something back.
 *
 * Three kinds of number stand here. Measured ones name their source: "UCI" is Online Retail (to June 2011), "BADS" the fashion
 * mail-order data of the Berlin course, "incentives5" five semi-synthetic incentives on Hillstrom's customers, "Hillstrom" the e-mail
 * experiment of 2008. Assumed ones say so. And some were *adjusted*: sizes and spreads of effects, slopes of the signs, the length of
 * history and the mood's spread were changed in four rounds. The first two sought a gap between the best constant action and the
 * oracle of 5 to 15 % of the margin; the last two came after looking at what share of that gap a per-action logistic regression on
 * random actions earns (.43 at 89,000 moments, with .60 for the best linear reading), and both made the world easier to learn. As
 * it stands that regression earns .67 to .72 (four fresh seeds), and trees fitted to the truth itself .84 (one seed). So the share
 * that a learner reaches here says in part how the world was set; compare learners with each other, and on other worlds.
 */
export const defaultWorld: World = {
  name: "default",
  shoppers: 100_000,
  start: { year: 2025, month: 1 },
  months: 12,
  historyMonths: 24,
  horizonDays: 30,

  // Assumed: a scheme some years old; nearly half its members were there when the records begin, one in eight is new this year.
  joining: { before: 0.45, during: 0.12 },

  // Assumed, the signs more surely than the sizes: the price sensitive hunt deals, fill smaller baskets and leave less margin; heavy
  // buyers respond less to price and care more for points; who orders unseen returns more.
  correlations: [
    { of: "price", with: "deals", correlation: 0.65 },
    { of: "price", with: "rate", correlation: -0.25 },
    { of: "price", with: "basket", correlation: -0.25 },
    { of: "deals", with: "margin", correlation: -0.4 },
    { of: "points", with: "rate", correlation: 0.25 },
    { of: "points", with: "deals", correlation: 0.2 },
    { of: "novelty", with: "basket", correlation: 0.2 },
    { of: "novelty", with: "price", correlation: -0.2 },
    { of: "annoyance", with: "deals", correlation: -0.2 },
    { of: "online", with: "returns", correlation: 0.35 },
  ],

  // UCI's customers order five times a year, as unevenly as a gamma of shape .5. Assumed: members of a scheme order ten times and
  // differ less. Buying again after a return: UCI .50 in 60 days, BADS .34 in 90, both with many who bought once only; the slump
  // after a return is set so that .38 buy within 30 days, more than those two suggest. The mood is assumed (spread adjusted).
  purchases: { perYear: 10, spread: 0.75, afterReturn: 0.45, mood: { spread: 0.4, halfLifeDays: 120 } },

  // Assumed, in the usual shape: little in January and February (as in UCI), most in November and December, Saturday the best day.
  seasons: {
    months: [0.88, 0.85, 0.98, 0.97, 1.02, 0.98, 1.0, 0.92, 0.98, 1.05, 1.22, 1.15],
    weekdays: [0.85, 1.05, 0.95, 0.95, 1.0, 1.05, 1.15],
  },

  // Assumed: regions and stores differ by about a tenth either way.
  regions: [
    { name: "north", share: 0.3, stores: 8, logRate: 0, logBasket: 0 },
    { name: "east", share: 0.2, stores: 5, logRate: -0.12, logBasket: -0.1 },
    { name: "south", share: 0.35, stores: 8, logRate: 0.06, logBasket: 0.06 },
    { name: "west", share: 0.15, stores: 3, logRate: -0.04, logBasket: 0.12 },
  ],
  storeSpread: 0.1,

  // Log baskets in UCI differ by .69 between customers and .88 within (a wholesaler), incentives5 has a gamma of shape 4 within (a log
  // spread of .53). Mean, spread between shoppers and units are assumed (BADS: 1.5 lines an order; stores sell along).
  baskets: { mean: 6_500, between: 0.5, within: 0.53, units: 2.4 },

  // Mean margin of incentives5; its spreads are assumed.
  margins: { mean: 0.45, between: 0.05, within: 0.08 },

  // BADS: .53 of the orders come back at least in part, of those .86 of the lines, and between shoppers the share differs by .19
  // (.76 in log-odds). UCI: median lag 8 days, P90 41; the tail is shortened here by a return window of 45 days. Assumed: the cost
  // of handling, the reasons (no data at hand has any) and what a reason does to the next purchase.
  returns: {
    logOdds: 0,
    between: 0.75,
    whole: 0.7,
    medianDays: 8.5,
    spread: 0.8,
    longestDays: 45,
    handling: 400,
    reasons: [
      { name: "fit", share: 0.45, logRate: 0.1 },
      { name: "changed-mind", share: 0.3, logRate: 0 },
      { name: "not-as-described", share: 0.15, logRate: -0.15 },
      { name: "defect", share: 0.1, logRate: -0.4 },
    ],
  },

  // Levels are assumed. The slopes say how plainly habits show the traits (0 would hide them) and were adjusted, see above.
  signs: {
    reduced: { logOdds: -0.7, deals: 0.8, price: 1 },
    pointsUsed: { logOdds: -1.6, points: 1.8 },
    newProduct: { logOdds: -1.2, novelty: 1.2 },
    online: { logOdds: 0.4, online: 1.2 },
    opened: { logOdds: -0.85, annoyance: -1.1 },
    messagesPerMonth: 4,
  },

  // Assumed: a heavy-tailed response over people (spreads adjusted), one in three annoyed by messages to some degree, and wear-out.
  effects: { scale: 1, priceSpread: 0.85, pointsSpread: 0.95, noveltySpread: 0.95, annoyedFrom: 0.45, wearOut: 0.15 },

  // The mean price elasticity is −2.62 (Bijmolt, van Heerde, Pieters 2005; 1,851 estimates), of which a quarter is new demand for the
  // category and the rest switching (Bell, Chiang, Padmanabhan 1999). About a third of it is taken for the chance of buying: on
  // average 10 % off moves .38 by 4 points and 20 % off by 7, and both lose money on those who would have come anyway. A reminder
  // alone brought Hillstrom's customers back (visits +4.5 and +7.7 points, purchases +.3 and +.7). Points and coupons move a
  // minority and cost little; in incentives5, too, the cheapest action is the best constant. Effects of points and novelty were
  // adjusted. Assumed: annoyance, use of offers, larger baskets under a discount, and points that give back 2.5 %, four in five of
  // them burnt, so that doubling costs 2 %.
  actions: [
    {
      name: "none",
      discount: 0,
      appliesTo: 0,
      pointsCost: 0,
      contact: 0,
      validDays: 30,
      redeem: { logOdds: 0, deals: 0, points: 0 },
      effect: { reminder: 0, price: 0, points: 0, novelty: 0, annoyance: 0 },
      basket: { log: 0, price: 0 },
      returns: 0,
      earliness: 1.1,
    },
    {
      name: "percent-10",
      discount: 0.1,
      appliesTo: 1,
      pointsCost: 0,
      contact: 5,
      validDays: 30,
      redeem: { logOdds: 1.2, deals: 0.5, points: 0 },
      effect: { reminder: 0.06, price: 0.26, points: 0, novelty: 0, annoyance: 0.4 },
      basket: { log: 0, price: 0.02 },
      returns: 0.03,
      earliness: 1.3,
    },
    {
      name: "percent-20",
      discount: 0.2,
      appliesTo: 1,
      pointsCost: 0,
      contact: 5,
      validDays: 30,
      redeem: { logOdds: 1.6, deals: 0.5, points: 0 },
      effect: { reminder: 0.06, price: 0.44, points: 0, novelty: 0, annoyance: 0.4 },
      basket: { log: 0, price: 0.045 },
      returns: 0.06,
      earliness: 1.4,
    },
    {
      name: "double-points",
      discount: 0,
      appliesTo: 0,
      pointsCost: 0.02,
      contact: 5,
      validDays: 14,
      redeem: { logOdds: 2, deals: 0, points: 0.4 },
      effect: { reminder: 0.04, price: 0, points: 0.2, novelty: 0, annoyance: 0.45 },
      basket: { log: 0.005, price: 0 },
      returns: 0,
      earliness: 1.4,
    },
    {
      name: "new-product-coupon",
      discount: 0.2,
      appliesTo: 0.35,
      pointsCost: 0,
      contact: 5,
      validDays: 30,
      redeem: { logOdds: -0.2, deals: 0.5, points: 0 },
      effect: { reminder: 0.04, price: 0.04, points: 0, novelty: 0.24, annoyance: 0.5 },
      basket: { log: 0.03, price: 0 },
      returns: 0.02,
      earliness: 1.3,
    },
  ],

  // Assumed.
  points: { perHundred: 1, tiersFrom: [20_000, 50_000, 100_000] },

  // Assumed: a little more each year, and offers that wear out a little.
  drift: { logRatePerYear: 0.05, effectsPerYear: -0.08, shift: null },

  budget: null,
};
