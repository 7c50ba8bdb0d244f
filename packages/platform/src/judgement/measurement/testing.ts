import { type SeededRandom, seededRandom } from "@aftercare/learn";
import { countOnce } from "./count-once.ts";
import { effectOf, type Interval } from "./effect.ts";
import type { MeasuredRow } from "./measured-row.ts";
import { addRow, startTally, type Tally } from "./tally.ts";

/** What a retailer sees on one day, and what is true of the same decisions. */
export interface Look {
  readonly interval: Interval;
  /** What an interval that may be looked at only once would say. */
  readonly naive: Pick<Interval, "low" | "high">;
  readonly truth: number;
}

interface Person {
  readonly id: string;
  /** Purchases to be expected within a horizon. */
  readonly rate: number;
  /** Margin to be expected of a purchase, minor units. */
  readonly margin: number;
  readonly luck: number;
  /** By what the program multiplies purchases, and the margin of each. */
  readonly more: number;
  readonly kept: number;
  readonly marginBefore: number;
}

const dayMs = 86_400_000;
const days = 100;
const horizonDays = 30;
const contact = 5;

/**
 * A retailer's program over a hundred days, looked at every evening. Most shoppers buy nothing, a few buy much; they differ in how often
 * and for how much, come back to be decided about again, buy more in some weeks than in others, and react in four ways (persuadable, sure
 * thing, lost cause, sleeping dog). In every other world the holdout halves midway. Size, rates and tails are drawn for each world.
 * @param acts whether the program does anything; else nothing in the outcomes hangs on the arm
 * @param size 1 for 15 to 60 decisions a day, 4 for four times as many
 */
export function watchWorld(seed: string, { acts, size = 1 }: { acts: boolean; size?: number }): Look[] {
  const random = seededRandom(seed);
  const perDay = size * (15 + random.int(45));
  const rate = 0.05 + 0.25 * random.next();
  const tail = 0.6 + 0.6 * random.next();
  const first = 0.1 + 0.1 * random.next();
  const shares = [first, random.next() < 0.5 ? first / 2 : first];
  const works = 6 * random.next() ** 2;

  const people: Person[] = [];
  const tally = startTally();
  const once = countOnce();
  const looks: Look[] = [];
  let added = 0;
  for (let day = 0; day < days; day++) {
    const season = 1 + 0.5 * Math.sin(day / 12);
    const share = shares[day < days / 2 ? 0 : 1]!;
    for (let k = 0; k < perDay; k++) {
      const person = somebody(random, people, { rate, tail, works: acts ? works : 0 });
      const isTreated = person.luck >= share;
      const expected = person.rate * season;
      const visits = poisson(random, expected * (isTreated ? person.more : 1));
      let margin = isTreated && acts ? -contact : 0;
      for (let visit = 0; visit < visits; visit++)
        margin += person.margin * skewed(random, tail) * (isTreated ? person.kept : 1);
      const row = once(rowOf(person, { day, share, isTreated, visits, margin, expected, contact: acts ? contact : 0 }));
      addRow(tally, row);
      if (isTreated && acts)
        added += row.decisions * expected * person.margin * (person.more * person.kept - 1) - contact;
    }
    const effect = effectOf(tally, "margin");
    if (!effect) continue;
    const { value } = effect.perDecision;
    const naive = { low: value - 1.96 * effect.standardError, high: value + 1.96 * effect.standardError };
    looks.push({ interval: effect.perDecision, naive, truth: added / tally.decisions.treated });
  }
  return looks;
}

/** Who is decided about: three in ten times one who has been before, the oftener the more they buy. */
function somebody(
  random: SeededRandom,
  people: Person[],
  { rate, tail, works }: { rate: number; tail: number; works: number },
): Person {
  if (people.length > 20 && random.next() < 0.3) {
    const some = [0, 1].map(() => people[random.int(people.length)]!);
    return some[0]!.rate > some[1]!.rate ? some[0]! : some[1]!;
  }
  const own = rate * skewed(random, 0.8);
  const margin = 2_000 * skewed(random, 0.5);
  const kind = random.int(4);
  const more = 1 + works * (kind === 0 ? 0.6 : kind === 3 ? -0.1 : 0);
  let marginBefore = 0;
  for (let visits = poisson(random, own); visits > 0; visits--) marginBefore += margin * skewed(random, tail);
  const kept = works > 0 && kind < 2 ? 0.9 : 1;
  const person = { id: `s${people.length}`, rate: own, margin, luck: random.next(), more, kept, marginBefore };
  people.push(person);
  return person;
}

function rowOf(
  person: Person,
  seen: {
    day: number;
    share: number;
    isTreated: boolean;
    visits: number;
    margin: number;
    expected: number;
    contact: number;
  },
): MeasuredRow {
  const { day, share, isTreated, visits, margin } = seen;
  const cost = isTreated ? seen.contact : 0;
  return {
    ...{ shopper: person.id, arm: isTreated ? "treated" : "holdout", holdoutShare: share },
    ...{ decidedAt: day * dayMs, horizonDays },
    outcome: { goal: margin, margin, revenue: 2 * margin, visits },
    contact: { goal: cost, margin: cost, revenue: 0, visits: 0 },
    // The model's chance is right on average and coarse for the single shopper.
    before: {
      margin: person.marginBefore,
      revenue: 2 * person.marginBefore,
      chance: 1 - Math.exp(-Math.sqrt(person.rate * 0.15)),
    },
  };
}

/** Log-normal with mean 1. */
function skewed(random: SeededRandom, spread: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return Math.exp(spread * normal - (spread * spread) / 2);
}

function poisson(random: SeededRandom, mean: number): number {
  let count = 0;
  for (let left = Math.exp(-mean), draw = random.next(); draw > left; draw *= random.next()) count++;
  return count;
}

/** Adds rows in the order given. */
export function tallyOf(rows: readonly MeasuredRow[]): Tally {
  const tally = startTally();
  const once = countOnce();
  for (const row of rows) addRow(tally, once(row));
  return tally;
}
