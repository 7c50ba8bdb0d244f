import { type SeededRandom, seededRandom } from "@aftercare/learn";
import { between } from "../distributions.ts";
import type { ProductRecord, VariantRecord } from "../sample-record.ts";
import { assortment, type Category, clothColours, gearColours, type Sizing } from "./assortment.ts";
import { restrictedGtin } from "./gtin.ts";

/** One article in every colour and size. */
export interface Product {
  record: ProductRecord;
  category: Category;
  /** How well it sells among the articles of its category: a few sell much, many sell little. */
  popularity: number;
  colours: number;
  /** Sizes of each colour, in order; 1 where there are none. */
  sizes: number;
}

const sizesOf: Readonly<Record<Sizing, readonly string[]>> = {
  clothes: ["XS", "S", "M", "L", "XL", "XXL"],
  shoes: ["36", "37", "38", "39", "40", "41", "42", "43", "44", "45", "46"],
  gloves: ["S", "M", "L"],
  single: [""],
};

/** The sample retailer's whole range. Cost is the shelf price without 19 % tax, less a margin of 35 to 60 %. */
export function sampleCatalogue(seed: string): Product[] {
  const random = seededRandom(`${seed}/catalogue`);
  return assortment.flatMap((category, c) =>
    category.articles.map((article, a) => productOf(random, category, article, (c + 1) * 100 + a + 1)),
  );
}

function productOf(
  random: SeededRandom,
  category: Category,
  article: Category["articles"][number],
  number: number,
): Product {
  const [title, brand, price, grams] = article;
  const margin = between(random, 0.35, 0.6);
  const cost = Math.round((price / 1.19) * (1 - margin));
  const id = `${category.code}${number}`;
  const palette = category.sizing === "single" ? gearColours : clothColours;
  const colours = random.shuffle([...palette]).slice(0, category.sizing === "single" ? 2 : 3);
  const sizes = sizesOf[category.sizing];
  const variants = colours.flatMap((colour, c) =>
    sizes.map(
      (size, s): VariantRecord => ({
        sku: [id, colour.slice(0, 3).toUpperCase(), size].filter((part) => part !== "").join("-"),
        title: size === "" ? colour : `${size} / ${colour}`,
        barcode: restrictedGtin(number * 1000 + c * 100 + s),
        price,
        cost,
        weightGrams: Math.round(grams * (1 + (s - (sizes.length - 1) / 2) * 0.03)),
        stock: piecesOf(number, c, s),
      }),
    ),
  );
  return {
    record: {
      ...{ type: "product", id, title, brand, category: category.name, attributes: attributesOf(title) },
      ...{ currency: "EUR", variants },
    },
    category,
    popularity: 1 / (1 + random.int(9)),
    colours: colours.length,
    sizes: sizes.length,
  };
}

/** Pieces in stock: a few dozen at most, and one variant in twenty-three is sold out. */
function piecesOf(number: number, colour: number, size: number): number {
  return (number * 5 + colour * 11 + size * 7) % 23;
}

/** What an article is like, as far as its name tells. */
function attributesOf(title: string): Record<string, string> {
  const says = (words: RegExp) => words.test(title);
  return {
    ...(says(/Merino|Wool/) && { material: "wool" }),
    ...(says(/Down|Feather/) && { filling: "down" }),
    ...(says(/Rain|Waterproof|Shell|Boot/) && { waterproof: "yes" }),
    ...(says(/Tent|Shelter/) && { pitched: "yes" }),
    ...(says(/Gas|Stove/) && { fuel: "gas" }),
    ...(says(/Torch|Lantern|GPS|Watch|Power|Transceiver/) && { power: "battery" }),
  };
}

/** A variant by colour and size, both counted from 0; a size beyond the range is its nearest end. */
export function variantOf(product: Product, colour: number, size: number): VariantRecord {
  const within = Math.min(Math.max(size, 0), product.sizes - 1);
  return product.record.variants[(colour % product.colours) * product.sizes + within]!;
}
