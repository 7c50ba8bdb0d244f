import type { z } from "zod";
import type { Acceptance, Catchment, Disposition, Grade } from "./disposition.schema.ts";
import type { DispositionSettings } from "./disposition-settings.schema.ts";

/** Where goods are. */
export interface Place {
  /** ISO 3166-1; undefined where nobody said. */
  readonly country: string | undefined;
  /** The post code or its beginning, which is all that may be known. */
  readonly postCode: string | undefined;
}

/**
 * Whether a destination takes goods from a place: from its own neighbourhood, from the whole country, or not at all. Of a post code of which only
 * the beginning is known, a neighbourhood that lies within it counts: whoever is told of one place too many loses less than whoever is told of none.
 */
export function reachOf(
  catchment: readonly z.output<typeof Catchment>[],
  { country, postCode }: Place,
): "local" | "country" | undefined {
  const there = catchment.filter((each) => each.country === country);
  const code = postCode === undefined ? "" : plain(postCode);
  const isLocal = there.some(({ postCodes }) =>
    postCodes.map(plain).some((begin) => code !== "" && (code.startsWith(begin) || begin.startsWith(code))),
  );
  if (isLocal) return "local";
  return there.some(({ postCodes }) => postCodes.length === 0) ? "country" : undefined;
}

/** Where an item lies: its country, and the post code where the settings know it. */
export function placeOf(
  item: { readonly country: string | null; readonly store_id: string | null },
  { places }: DispositionSettings,
): Place {
  const known = places.find(({ storeId }) => (storeId ?? null) === item.store_id);
  return { country: item.country ?? undefined, postCode: known?.postCode };
}

/** Whether goods of the house can go to a destination: of a place whose post code nobody said, the country decides. */
export function takesFrom(
  { catchment }: { readonly catchment: readonly z.output<typeof Catchment>[] },
  place: Place,
): boolean {
  if (place.country === undefined) return true;
  if (place.postCode === undefined) return catchment.some(({ country }) => country === place.country);
  return reachOf(catchment, place) !== undefined;
}

/** Post codes are written with and without gaps, in any case. */
const plain = (code: string) => code.replaceAll(/[\s-]/g, "").toUpperCase();

/** Whether goods are of a kind that a destination takes; of which nobody said the category, it takes what is not restricted to some. */
export function isAccepted(
  { categories, grades, dispositions }: z.output<typeof Acceptance>,
  goods: { readonly category: string | undefined; readonly grade?: Grade; readonly disposition?: Disposition },
): boolean {
  const { category, grade, disposition } = goods;
  return (
    (categories.length === 0 ||
      (category !== undefined && categories.some((each) => each.toLowerCase() === category.toLowerCase()))) &&
    (grade === undefined || grades.includes(grade)) &&
    (disposition === undefined || dispositions.includes(disposition))
  );
}
