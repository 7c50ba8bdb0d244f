import type { ContentKind } from "../../facts/content/index.ts";
import type { ContentTarget } from "./content-texts.schema.ts";

/** A line of an order as far as content is chosen by it. */
export interface BoughtLine {
  readonly line: number;
  readonly sku: string;
  /** The shop's key of the product; a stock code that nobody described is a product of its own. */
  readonly product: string;
  readonly category?: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  /** Pieces that have not come back. */
  readonly kept: number;
}

export interface MatchableItem {
  readonly contentId: string;
  readonly key: string;
  readonly kind: ContentKind;
  readonly targets: readonly ContentTarget[];
}

export interface MatchedItem {
  readonly contentId: string;
  /** The lines that it is for, in order. */
  readonly lines: readonly number[];
}

/** How closely a target fits: what is said of one stock code knows it better than what is said of everything. */
const closeness: Readonly<Record<ContentTarget["match"], number>> = {
  sku: 5,
  product: 4,
  attribute: 3,
  category: 2,
  all: 1,
};

/** More than three at once is read by nobody. */
export const mostAtOnce = 3;

/**
 * Which items are of use for the lines of an order: for each product the closest of each kind, and of all those the closest first. A line
 * that came back wholly asks for nothing. Neither the order of lines nor of items matters: equals follow their keys.
 * @param items those of one moment
 */
export function matchContent(
  lines: readonly BoughtLine[],
  items: readonly MatchableItem[],
  most = mostAtOnce,
): MatchedItem[] {
  const found = new Map<string, { item: MatchableItem; closest: number; lines: Set<number> }>();
  const kept = lines.filter((line) => line.kept > 0);
  for (const products of Map.groupBy(kept, ({ product }) => product).values()) {
    const fits = items
      .map((item) => ({ item, ...fitOf(products, item) }))
      .filter(({ closest }) => closest > 0)
      .sort((a, b) => b.closest - a.closest || byKey(a.item, b.item));
    const kinds = new Set<ContentKind>();
    for (const { item, closest, fitting } of fits) {
      if (kinds.has(item.kind)) continue;
      kinds.add(item.kind);
      const known = found.get(item.contentId) ?? { item, closest: 0, lines: new Set() };
      for (const line of fitting) known.lines.add(line);
      found.set(item.contentId, { ...known, closest: Math.max(known.closest, closest) });
    }
  }
  return [...found.values()]
    .sort((a, b) => b.closest - a.closest || byKey(a.item, b.item))
    .slice(0, most)
    .map(({ item, lines }) => ({ contentId: item.contentId, lines: [...lines].sort((a, b) => a - b) }));
}

/** How closely an item fits the lines of one product at best, and which of them it fits. */
function fitOf(lines: readonly BoughtLine[], { targets }: MatchableItem): { closest: number; fitting: number[] } {
  let closest = 0;
  const fitting: number[] = [];
  for (const line of lines) {
    const fit = Math.max(0, ...targets.map((target) => (isMeant(line, target) ? closeness[target.match] : 0)));
    if (fit > 0) fitting.push(line.line);
    closest = Math.max(closest, fit);
  }
  return { closest, fitting };
}

function isMeant({ sku, product, category, attributes }: BoughtLine, target: ContentTarget): boolean {
  switch (target.match) {
    case "sku":
      return target.value === sku;
    case "product":
      return target.value === product;
    case "category":
      return target.value === category;
    case "attribute":
      return Object.hasOwn(attributes, target.attribute) && attributes[target.attribute] === target.value;
    case "all":
      return true;
  }
}

function byKey(a: MatchableItem, b: MatchableItem): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}
