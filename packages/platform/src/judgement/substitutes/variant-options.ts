import { readSize, type Size } from "./read-size.ts";

/** A variant's title taken apart: what size it is, and what it is like else. */
export interface VariantOptions {
  readonly size: Size | undefined;
  /** As the shop writes it. */
  readonly sizeName: string | undefined;
  /** The rest, such as its colour, in lower case and in the shop's order. */
  readonly look: string;
  /** The rest as the shop writes it. */
  readonly lookName: string | undefined;
}

/**
 * Takes the titles of a product's variants apart, such as `M / Blue`. Which part is the size is learned from all of them together: it is the
 * first place in which every variant has a size of one scale and more than one is sold; where only one is, a letter. So a pack of 6 is no
 * size where another part is.
 */
export function readOptions(titles: readonly (string | undefined)[]): VariantOptions[] {
  const split = titles.map((title) => (title ?? "").split(/\s+\/\s+|\s*[|,;·]\s*/).map((part) => part.trim()));
  const width = Math.max(0, ...split.map((parts) => parts.length));
  const places = Array.from({ length: width }, (_, index) => sizesAt(split, index));
  const several = places.findIndex((sizes) => new Set(sizes.map(({ place }) => place)).size > 1);
  const at = several >= 0 ? several : places.findIndex(([size]) => size?.scale === "letters");
  return split.map((parts) => {
    const sizeName = at < 0 ? undefined : parts[at];
    const rest = parts.filter((part, index) => index !== at && part !== "");
    return {
      ...{ size: sizeName === undefined ? undefined : readSize(sizeName), sizeName },
      ...{ look: rest.join(" / ").toLowerCase(), lookName: rest.length === 0 ? undefined : rest.join(" / ") },
    };
  });
}

/** What stands in one place of every title, where it is a size of one scale in all of them; else nothing. */
function sizesAt(split: readonly (readonly string[])[], index: number): Size[] {
  const sizes = split.flatMap((parts) => readSize(parts[index] ?? "") ?? []);
  return sizes.length === split.length && sizes.every(({ scale }) => scale === sizes[0]?.scale) ? sizes : [];
}
