import { seededRandom } from "@aftercare/learn";
import { normal } from "../distributions.ts";
import type { Person } from "../people/index.ts";
import { attractionOf, defaultWorld, sigmoid } from "../world/index.ts";
import { appealOf } from "./appeal.ts";
import type { OfferTerms } from "./plan.ts";

/** Hidden: how somebody answers to offers, as the shoppers of the default world do. Strengths have mean 1 over people. */
interface Answers {
  readonly price: number;
  readonly points: number;
  readonly novelty: number;
  /** 0 for most; what a message costs the others. */
  readonly annoyance: number;
}

/** What is true of a person who is made an offer. */
export interface Response {
  /** Chance of buying within the horizon if nothing is done. */
  readonly untouched: number;
  /** The same with the offer. */
  readonly offered: number;
  /** Chance that the offer is used by somebody who buys while it holds. */
  readonly used: number;
}

/**
 * People answer this many times as strongly as in the default world, whose effects nobody would see among two thousand returns a year.
 * Even so a year does not tell what a program adds from chance: the intervals narrow, and stay wider than what they hold.
 */
const scale = 2.5;
/** Somebody who has left can be won back, seldom. */
const chanceOfTheLost = 0.03;
/** Those who wait for sales are those who answer to a price, more or less; the default world's figure. */
const dealsAndPrice = defaultWorld.correlations.find(
  (each) => each.of === "price" && each.with === "deals",
)!.correlation;

/** @param untouched the chance of buying without an offer, undefined for somebody who has left */
export function responseTo(seed: string, person: Person, terms: OfferTerms, untouched: number | undefined): Response {
  const { effect, redeem } = appealOf(terms);
  const { price, points, novelty, annoyance } = answersOf(seed, person);
  const push = scale * (attractionOf(effect, price, points, novelty) - effect.annoyance * annoyance);
  const before = Math.min(0.995, Math.max(chanceOfTheLost, untouched ?? 0));
  return {
    untouched: before,
    offered: sigmoid(Math.log(before / (1 - before)) + push),
    used: sigmoid(redeem + 0.5 * saleScore(person)),
  };
}

function answersOf(seed: string, person: Person): Answers {
  const random = seededRandom(`${seed}/${person.role}/${person.number}/answers`);
  const { priceSpread, pointsSpread, noveltySpread, annoyedFrom } = defaultWorld.effects;
  const strength = (score: number, spread: number) => Math.exp(spread * score - spread ** 2 / 2);
  const rest = Math.sqrt(1 - dealsAndPrice ** 2);
  return {
    price: strength(dealsAndPrice * saleScore(person) + rest * normal(random), priceSpread),
    points: strength(normal(random), pointsSpread),
    novelty: strength(normal(random), noveltySpread),
    annoyance: Math.max(0, normal(random) - annoyedFrom),
  };
}

/** How much somebody waits for sales, on a scale of mean 0 and variance 1; the love itself is a uniform number to the power of 1.5. */
function saleScore({ saleLove }: Person): number {
  return (saleLove ** (2 / 3) - 0.5) * Math.sqrt(12);
}
