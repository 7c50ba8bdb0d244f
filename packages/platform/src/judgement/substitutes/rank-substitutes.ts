import { readOptions, type VariantOptions } from "./variant-options.ts";
import type { Change } from "./what-is-wanted.ts";

/** Something that is sold, as far as it matters for taking something else's place. */
export interface Article {
  readonly sku: string;
  readonly productId: string;
  readonly productTitle: string;
  /** As the shop calls it among those of its product, such as `M / Blue`. */
  readonly title: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  /** What it costs now, minor units. */
  readonly price: bigint | undefined;
  /** Pieces that can be had. */
  readonly available: number;
  /** Share, 0..1, of those who bought what goes back that bought something of this product too. */
  readonly alsoBought: number;
}

/** What goes back. */
export interface Outgoing {
  /** With `available` of its own: what was faulty is wanted once more. */
  readonly article: Article;
  readonly change: Change;
  readonly quantity: number;
  /** What was paid for these units, minor units. */
  readonly value: bigint;
}

/** Why something is put forward: the key of a text under `exchanges.because.`, with what it is filled in with. */
export interface SubstituteReason {
  readonly key:
    | "same-again"
    | "next-size-up"
    | "next-size-down"
    | "larger"
    | "smaller"
    | "other-size"
    | "same-size-other-look"
    | "other-look"
    | "alike"
    | "also-bought"
    | "same-kind";
  readonly values: Readonly<Record<string, string | number>>;
}

export interface Substitute {
  readonly article: Article;
  /** What the units cost in exchange, minor units. */
  readonly price: bigint;
  /** Above zero the shopper owes it, below zero they get it back. */
  readonly difference: bigint;
  readonly because: readonly SubstituteReason[];
}

interface Placed extends Substitute {
  /** The lower, the better; the first number that differs decides. */
  readonly place: readonly number[];
}

/**
 * What somebody can have instead of what goes back, the best answer to their reason first: of the same product what changes just that (too
 * small: the next size up, in the same colour before another), then other products of its kind, by how many bought both, how alike they are
 * and how near in price. Only what is in stock, and never what the reason speaks against: a size that was too small is not put forward
 * again, nor a smaller one.
 *
 * Another size or colour costs what was paid, whatever the product costs today, apart from what the two differ in on the price list: a size is
 * no new purchase. Another product costs what it costs now. Pure, and the same whatever order the candidates come in.
 * @param candidates of any product; those without a price are left out unless they are of the same product
 */
export function rankSubstitutes(out: Outgoing, candidates: readonly Article[], most: number): Substitute[] {
  const own = [
    out.article,
    ...candidates.filter(({ sku, productId }) => productId === out.article.productId && sku !== out.article.sku),
  ];
  const options = readOptions(own.map(({ title }) => title));
  const from = options[0]!;
  const enough = ({ available }: Article) => available >= out.quantity;
  const same = own.flatMap((article, index) => {
    const told = enough(article) && answerOf(out, article, from, options[index]!, options);
    return told ? [placed(out, article, told.rank, told.because)] : [];
  });
  const others = candidates.filter((article) => article.productId !== out.article.productId && enough(article));
  const alike = bestOfEach(out, from, others).map(({ article, reason, score }) =>
    placed(out, article, [out.change === "something-else" ? 0 : 9, -score], [reason]),
  );
  return [...same, ...alike]
    .sort((a, b) => compare(a.place, b.place) || (a.article.sku < b.article.sku ? -1 : 1))
    .slice(0, most)
    .map(({ place: _, ...substitute }) => substitute);
}

interface Answer {
  readonly rank: readonly number[];
  readonly because: readonly SubstituteReason[];
}

/** How well another variant of the same product answers the reason; undefined where the reason speaks against it. */
function answerOf(
  { article: back, change }: Outgoing,
  article: Article,
  from: VariantOptions,
  to: VariantOptions,
  all: readonly VariantOptions[],
): Answer | undefined {
  const isItself = article.sku === back.sku;
  if (isItself)
    return change === "same-again" ? { rank: [0], because: [{ key: "same-again", values: {} }] } : undefined;
  const otherLook = from.look === to.look ? 0 : 1;
  const look: SubstituteReason[] =
    otherLook === 1 && to.lookName !== undefined ? [{ key: "other-look", values: { look: to.lookName } }] : [];
  const steps = stepsBetween(from, to, all);
  if (steps === 0) {
    if (change === "larger" || change === "smaller" || change === "other-size") return undefined;
    const size = to.sizeName ?? "";
    const key = size === "" ? "other-look" : "same-size-other-look";
    const rank = change === "something-else" ? 5 : 1;
    return { rank: [rank], because: [{ key, values: { look: to.lookName ?? article.title ?? article.sku, size } }] };
  }
  const size = to.sizeName ?? article.title ?? article.sku;
  const far = Math.abs(steps);
  if (change === "larger" || change === "smaller") {
    // No order of sizes, or two scales in one product: it can be the right one, and nobody knows.
    const isRight = Number.isNaN(steps) ? undefined : change === "larger" ? steps > 0 : steps < 0;
    if (isRight === false) return undefined;
    if (isRight === undefined)
      return { rank: [4, otherLook], because: [{ key: "other-size", values: { size } }, ...look] };
    const next = change === "larger" ? ("next-size-up" as const) : ("next-size-down" as const);
    const because: SubstituteReason[] = [{ key: far === 1 ? next : change, values: { size } }, ...look];
    return { rank: [1, far === 1 ? 0 : 1, otherLook, far], because };
  }
  const rank = { "other-size": 1, "other-look": 4, "same-again": 4, "something-else": 8, anything: 3 }[change];
  return {
    rank: [rank, Number.isNaN(far) ? 9 : far, otherLook],
    because: [{ key: "other-size", values: { size } }, ...look],
  };
}

/** How many sizes of the product lie from one to another, above zero for a larger one; NaN where nobody can tell. */
function stepsBetween(from: VariantOptions, to: VariantOptions, all: readonly VariantOptions[]): number {
  if (!from.size || !to.size) return from.sizeName === to.sizeName ? 0 : Number.NaN;
  if (from.size.scale !== to.size.scale) return Number.NaN;
  const { scale } = from.size;
  const places = all.flatMap(({ size }) => (size?.scale === scale ? [size.place] : []));
  const order = [...new Set(places)].sort((a, b) => a - b);
  return order.indexOf(to.size.place) - order.indexOf(from.size.place);
}

interface Alike {
  readonly article: Article;
  readonly reason: SubstituteReason;
  readonly score: number;
}

/** Of each other product the variant nearest to what goes back: its size, or what the reason asks for, before its colour. */
function bestOfEach(
  { article: back, change, quantity, value }: Outgoing,
  from: VariantOptions,
  others: readonly Article[],
): Alike[] {
  const byProduct = Map.groupBy(
    others.filter(({ price }) => price !== undefined),
    ({ productId }) => productId,
  );
  return [...byProduct.values()].map((variants) => {
    const sorted = variants.toSorted((a, b) => (a.sku < b.sku ? -1 : 1));
    const options = readOptions(sorted.map(({ title }) => title));
    const distance = options.map((option) => fitDistance(from, option, change) + (option.look === from.look ? 0 : 0.1));
    const article = sorted[distance.indexOf(Math.min(...distance))]!;
    const likeness = shareOfAttributes(back.attributes, article.attributes);
    const away = priceDistance(BigInt(quantity) * article.price!, value);
    const score = 2 * article.alsoBought + likeness - Math.min(2, away);
    const title = article.productTitle;
    const key = article.alsoBought >= 0.05 ? "also-bought" : likeness > 0 ? "alike" : "same-kind";
    return { article, score, reason: { key, values: { title, percent: Math.round(100 * article.alsoBought) } } };
  });
}

/** How far a variant's size is from the one that is wanted; 0 where sizes say nothing. */
function fitDistance(from: VariantOptions, { size }: VariantOptions, change: Change): number {
  if (!from.size || !size || from.size.scale !== size.scale) return 0;
  const step = from.size.scale === "age" ? 12 : 1;
  const wanted = from.size.place + (change === "larger" ? step : change === "smaller" ? -step : 0);
  return Math.abs(size.place - wanted) / step;
}

/** Of all that is said of either, what is said of both alike, 0..1 (Jaccard). */
function shareOfAttributes(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): number {
  const pairs = new Set(Object.entries(a).map(([name, is]) => `${name}=${is}`));
  const others = Object.entries(b).map(([name, is]) => `${name}=${is}`);
  const both = others.filter((pair) => pairs.has(pair)).length;
  const all = pairs.size + others.length - both;
  return all === 0 ? 0 : both / all;
}

function priceDistance(price: bigint, value: bigint): number {
  return value === 0n ? (price === 0n ? 0 : 1) : Math.abs(Number(price - value)) / Number(value);
}

function placed(
  out: Outgoing,
  article: Article,
  rank: readonly number[],
  because: readonly SubstituteReason[],
): Placed {
  const price = exchangePrice(out, article);
  return { article, price, difference: price - out.value, because, place: [...rank, priceDistance(price, out.value)] };
}

/**
 * What units of an article cost in exchange for what goes back; minor units, never below zero.
 * @throws Error for another product whose price nobody knows
 */
export function exchangePrice({ article: back, quantity, value }: Omit<Outgoing, "change">, article: Article): bigint {
  if (article.productId !== back.productId) {
    if (article.price === undefined) throw new Error(`${article.sku} has no price`);
    return BigInt(quantity) * article.price;
  }
  const more = article.price === undefined || back.price === undefined ? 0n : article.price - back.price;
  const price = value + BigInt(quantity) * more;
  return price > 0n ? price : 0n;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const by = (a[index] ?? 0) - (b[index] ?? 0);
    if (by !== 0) return by;
  }
  return 0;
}
