import type { SeededRandom } from "@aftercare/learn";
import type { TradingDay } from "../calendar/index.ts";
import { type Product, variantOf } from "../catalogue/index.ts";
import { chance, pick, pickWeighted } from "../distributions.ts";
import type { Person } from "../people/index.ts";
import type { VariantRecord } from "../sample-record.ts";

/** One line of a purchase. Amounts are cents, tax included. */
export interface BasketLine {
  product: Product;
  variant: VariantRecord;
  quantity: number;
  /** Shelf price × quantity. */
  amount: number;
  /** The line's own reduction in a sale. */
  discount: number;
  /** Bought in two sizes to keep one of them. */
  toTryOn: boolean;
}

/** The range by category, which is how people come to an article. */
export type Shelves = readonly { category: Product["category"]; products: readonly Product[] }[];

export function shelvesOf(products: readonly Product[]): Shelves {
  const categories = [...new Set(products.map(({ category }) => category))];
  return categories.map((category) => ({
    category,
    products: products.filter((product) => product.category === category),
  }));
}

/** What a person takes on one day: one to five lines by their taste, the season and the sale. */
export function fillBasket(
  random: SeededRandom,
  person: Person,
  shelves: Shelves,
  day: TradingDay,
  canTryOn: boolean,
): BasketLine[] {
  const lines: BasketLine[] = [];
  const wanted = 1 + (chance(random, 0.42) ? 1 : 0) + (chance(random, 0.2) ? 1 + random.int(2) : 0);
  for (let i = 0; i < wanted; i++) {
    const product = pickProduct(random, person, shelves, day);
    if (lines.some((line) => line.product === product)) continue;
    const reduction = reductionOf(product, day);
    lines.push(...linesOf(random, person, product, reduction, canTryOn));
  }
  return lines;
}

function pickProduct(random: SeededRandom, person: Person, shelves: Shelves, day: TradingDay): Product {
  const places = shelves.map((shelf, i) => ({ shelf, i }));
  const { shelf } = pickWeighted(
    random,
    places,
    ({ shelf: { category }, i }) => (0.15 + person.taste[i]!) * category.season[day.month]!,
  );
  return pickWeighted(random, shelf.products, ({ popularity }) => popularity);
}

function linesOf(
  random: SeededRandom,
  person: Person,
  product: Product,
  reduction: number,
  canTryOn: boolean,
): BasketLine[] {
  const { sizing, trouble } = product.category;
  const own =
    sizing === "shoes" ? person.shoeSize : sizing === "clothes" ? person.clothesSize : random.int(product.sizes);
  const size = own + (chance(random, 0.12 * person.sizeDoubt) ? pick(random, [-1, 1]) : 0);
  const colour = random.int(product.colours);
  const variant = variantOf(product, colour, size);
  const line = (of: VariantRecord, quantity: number, toTryOn: boolean): BasketLine => {
    const amount = of.price * quantity;
    return { product, variant: of, quantity, amount, discount: Math.floor((amount * reduction) / 100), toTryOn };
  };
  const other = variantOf(product, colour, size === 0 ? 1 : size - 1);
  const fitMatters = trouble === "fit" || trouble === "shoe-fit";
  if (canTryOn && fitMatters && sizing !== "gloves" && other !== variant && chance(random, 0.05 * person.sizeDoubt)) {
    return [line(variant, 1, true), line(other, 1, true)];
  }
  const several = variant.price < 4000 ? 0.35 : variant.price < 9000 ? 0.06 : 0.01;
  return [line(variant, chance(random, several) ? 2 + random.int(2) : 1, false)];
}

/** Percent off. Which articles a sale reduces is the retailer's choice and the same for everyone. */
function reductionOf(product: Product, day: TradingDay): number {
  if (day.sale === undefined) return 0;
  const lot = (Number(product.record.id.replaceAll(/\D/g, "")) * 7 + day.sale.length * 3) % 10;
  return lot < 2 ? 40 : lot < 4 ? 30 : lot < 6 ? 20 : 0;
}
