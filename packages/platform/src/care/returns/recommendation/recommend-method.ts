import type { ReturnMethod } from "../../../facts/return-requests/return-request.schema.ts";

interface Way {
  readonly method: ReturnMethod;
  readonly fee: bigint;
  readonly way:
    | { readonly days: { readonly latest: number }; readonly carbon?: { readonly grams: number } | undefined }
    | undefined;
}

/**
 * Which way back is recommended: what costs the shopper least; of those what warms the air least, as far as that is known; of those the quickest. Of
 * what the shopper keeps nothing has to be recommended. Pure.
 */
export function recommendMethod(ways: readonly Way[]): ReturnMethod | undefined {
  const [best] = ways
    .filter(({ method }) => method !== "keep-it" && method !== "donate-it")
    .toSorted(
      (one, other) => Number(one.fee - other.fee) || carbonOf(one) - carbonOf(other) || daysOf(one) - daysOf(other),
    );
  return best?.method;
}

/** Large and not endless: of two of which nothing is known the difference is none. */
const unknown = Number.MAX_SAFE_INTEGER;

function carbonOf({ way }: Way): number {
  return way?.carbon?.grams ?? unknown;
}

function daysOf({ way }: Way): number {
  return way?.days.latest ?? unknown;
}
