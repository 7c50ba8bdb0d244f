import { LearnError } from "../errors/index.ts";
import { accumulator } from "./accumulator.ts";
import { basketLines } from "./basket-lines.ts";
import type { BasketLog } from "./basket-log.ts";
import { coPurchaseCounts } from "./co-purchase-counts.ts";
import { requireItem } from "./known-numbers.ts";
import { itemPopularity, weightedProfiles } from "./profiles.ts";
import { transpose } from "./sparse-rows.ts";

/** How two items relate for the shoppers who buy both. */
export interface ItemRelation {
  readonly item: number;
  /** Baskets that held both, and how many would, had these shoppers put each into their baskets independently. */
  readonly together: number;
  readonly expected: number;
  /** log((together + prior) / (expected + prior)): above 0 they are bought together, below 0 in turn. */
  readonly affinity: number;
  /** (together − expected) / √(expected + prior): how sure that is, in standard errors, and less where little is known. */
  readonly strength: number;
  /**
   * Cosine of what stands beside them more than by chance, 0 to 1, each left out of the other's: how far they serve one
   * purpose. What is popular stands beside everything and does not count. 0 where they are bought together.
   */
  readonly sameCompany: number;
}

/** What relates to an item, strongest first. */
export interface ItemRelations {
  /** Bought in the same basket more than the shoppers' habits explain. */
  readonly complements: readonly ItemRelation[];
  /** Bought by the same shoppers in the same company, but in turn. */
  readonly substitutes: readonly ItemRelation[];
}

/** Baskets of evidence that a relation starts from; by default 3. */
export interface ItemRelationsOptions {
  readonly prior?: number;
}

/**
 * Tells complements from substitutes (McAuley, Pandey, Leskovec 2015 ask the question; here by counts alone): within the
 * histories of those who bought both, co-purchase against chance is Σ over shoppers of (baskets with a) · (baskets with b)
 * / baskets, so that a shopper who likes both does not make them complements. Bought in turn with the same company means
 * substitutes, ordered by −strength · sameCompany; complements are ordered by strength;
 * either from one standard error on. Shoppers with one basket say
 * nothing on turns and are left out. Items of different seasons are bought in turn too, but in other company.
 * @throws LearnError naming `options.prior` or, from the function returned, `item`
 */
export function itemRelations(log: BasketLog, options: ItemRelationsOptions = {}): (item: number) => ItemRelations {
  const { prior = 3 } = options;
  if (!(prior > 0)) throw new LearnError("options.prior", `is ${prior}; a number above 0 is needed`);
  const counts = weightedProfiles(log, (_, baskets) => (baskets > 1 ? 1 : 0));
  const shoppersOf = transpose(counts);
  const companyOf = specificCompany(log, prior);
  const together = accumulator(log.items);
  const expected = accumulator(log.items);

  return (item) => {
    requireItem(log, item);
    together.clear();
    expected.clear();
    for (let k = shoppersOf.starts[item]!; k < shoppersOf.starts[item + 1]!; k++) {
      const shopper = shoppersOf.columns[k]!;
      const [first, end] = [log.basketStarts[shopper]!, log.basketStarts[shopper + 1]!];
      expected.addRow(counts, shopper, shoppersOf.values[k]! / (end - first));
      for (let basket = first; basket < end; basket++) {
        const bought = basketLines(log, basket);
        if (bought.includes(item)) for (const other of bought) together.add(other, 1);
      }
    }
    const relations: ItemRelation[] = [];
    for (const other of expected.touched()) {
      if (other === item) continue;
      const [seen, chance] = [together.values[other]!, expected.values[other]!];
      relations.push({
        item: other,
        together: seen,
        expected: chance,
        affinity: Math.log((seen + prior) / (chance + prior)),
        strength: (seen - chance) / Math.sqrt(chance + prior),
        sameCompany: seen < chance ? cosine(companyOf(item), companyOf(other), item, other) : 0,
      });
    }
    const inTurn = ({ strength, sameCompany }: ItemRelation) => -strength * sameCompany;
    return {
      complements: relations
        .filter(({ strength }) => strength > 1)
        .sort((a, b) => b.strength - a.strength || a.item - b.item),
      substitutes: relations
        .filter((relation) => relation.strength < -1 && relation.sameCompany > 0)
        .sort((a, b) => inTurn(b) - inTurn(a) || a.item - b.item),
    };
  };
}

/** For an item the others that stand beside it more than by chance, by how much (positive, shrunk pointwise information). */
function specificCompany(log: BasketLog, prior: number): (item: number) => ReadonlyMap<number, number> {
  const countsOf = coPurchaseCounts(log);
  const bought = itemPopularity(log);
  const baskets = log.lineStarts.length - 1;
  const known = new Map<number, ReadonlyMap<number, number>>();
  return (item) => {
    const found = known.get(item);
    if (found) return found;
    const { others, counts } = countsOf(item);
    const company = new Map<number, number>();
    for (let k = 0; k < others.length; k++) {
      const chance = (bought[item]! * bought[others[k]!]!) / baskets;
      const above = Math.log((counts[k]! + prior) / (chance + prior));
      if (above > 0) company.set(others[k]!, above);
    }
    known.set(item, company);
    return company;
  };
}

function cosine(left: ReadonlyMap<number, number>, right: ReadonlyMap<number, number>, a: number, b: number): number {
  let [dot, leftSquares, rightSquares] = [0, 0, 0];
  for (const [other, weight] of left) {
    if (other === b) continue;
    leftSquares += weight * weight;
    dot += weight * (right.get(other) ?? 0);
  }
  for (const [other, weight] of right) if (other !== a) rightSquares += weight * weight;
  return dot === 0 ? 0 : dot / Math.sqrt(leftSquares * rightSquares);
}
