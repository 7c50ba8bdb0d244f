import { LearnError } from "../errors/index.ts";
import { accumulator } from "./accumulator.ts";
import { basketLines } from "./basket-lines.ts";
import type { BasketLog } from "./basket-log.ts";
import { coPurchaseCounts } from "./co-purchase-counts.ts";
import { weightedProfiles } from "./profiles.ts";
import { transpose } from "./sparse-rows.ts";

/** How two items relate for the shoppers who buy both. */
export interface ItemRelation {
  readonly item: number;
  /** Baskets that held both, and how many would, had these shoppers put each into their baskets independently. */
  readonly together: number;
  readonly expected: number;
  /** log((together + prior) / (expected + prior)): above 0 they are bought together, below 0 in turn. */
  readonly affinity: number;
  /** Cosine of what stands beside them, 0 to 1, each left out of the other's: how far they serve one purpose. */
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
 * substitutes, ordered by −affinity · sameCompany; complements are ordered by affinity. Shoppers with one basket say
 * nothing on turns and are left out.
 * @throws LearnError naming `options.prior` or, from the function returned, `item`
 */
export function itemRelations(log: BasketLog, options: ItemRelationsOptions = {}): (item: number) => ItemRelations {
  const { prior = 3 } = options;
  if (!(prior > 0)) throw new LearnError("options.prior", `is ${prior}; a number above 0 is needed`);
  const counts = weightedProfiles(log, (_, baskets) => (baskets > 1 ? 1 : 0));
  const shoppersOf = transpose(counts);
  const companyOf = coPurchaseCounts(log);
  const together = accumulator(log.items);
  const expected = accumulator(log.items);

  return (item) => {
    if (!Number.isSafeInteger(item) || item < 0 || item >= log.items)
      throw new LearnError("item", `is ${item}; items are whole numbers from 0 to ${log.items - 1}`);
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
      const affinity = Math.log((seen + prior) / (chance + prior));
      relations.push({
        item: other,
        together: seen,
        expected: chance,
        affinity,
        sameCompany: cosine(companyOf, item, other),
      });
    }
    const inTurn = ({ affinity, sameCompany }: ItemRelation) => -affinity * sameCompany;
    return {
      complements: relations
        .filter(({ affinity }) => affinity > 0)
        .sort((a, b) => b.affinity - a.affinity || a.item - b.item),
      substitutes: relations
        .filter((relation) => inTurn(relation) > 0)
        .sort((a, b) => inTurn(b) - inTurn(a) || a.item - b.item),
    };
  };
}

function cosine(companyOf: ReturnType<typeof coPurchaseCounts>, a: number, b: number): number {
  const [left, right] = [companyOf(a), companyOf(b)];
  const counts = new Map<number, number>();
  for (let k = 0; k < left.others.length; k++) if (left.others[k] !== b) counts.set(left.others[k]!, left.counts[k]!);
  let [dot, leftSquares, rightSquares] = [0, 0, 0];
  for (const count of counts.values()) leftSquares += count * count;
  for (let k = 0; k < right.others.length; k++) {
    if (right.others[k] === a) continue;
    rightSquares += right.counts[k]! ** 2;
    dot += right.counts[k]! * (counts.get(right.others[k]!) ?? 0);
  }
  return dot === 0 ? 0 : dot / Math.sqrt(leftSquares * rightSquares);
}
