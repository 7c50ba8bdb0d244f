import type { z } from "zod";
import { problemKind } from "../../foundation/problems/index.ts";
import type { quoteOffers } from "./quote.contract.ts";

const offerNotUsable = problemKind("offer-not-usable", 409);

/** @throws offer-not-usable (409) naming every code that a quote leaves unused, with the reason */
export function refuseUnused({ offers }: Pick<z.output<(typeof quoteOffers)["output"]>, "offers">): void {
  const unused = offers.flatMap(({ code, applies, why = "unknown", because = "" }, index) =>
    applies ? [] : [{ field: `codes/${index}`, message: because, code, why }],
  );
  const [first] = unused;
  if (!first) return;
  const fields = unused.map(({ field, message }) => ({ field, message }));
  throw offerNotUsable({ code: first.code, why: first.why, because: first.message }, { fields });
}
