import type { Locale } from "@aftercare/messages";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { exchangeableLines } from "./exchangeable-lines.ts";
import { substitutesOf } from "./substitutes-of.ts";

/** Another size or colour that can be had for what goes back, for just what was paid. */
interface EvenSubstitute {
  readonly sku: string;
  readonly title: string;
  readonly variant?: string;
  readonly because: string[];
}

/** As many as are looked through: the sizes and colours of one product. */
const most = 40;

/**
 * What can be had evenly for units of an order's lines, the best answer to their reason first: of whoever was given them no price may be asked, and
 * none told.
 * @throws not-found (404), bad-input (400) where fewer units are left
 */
export async function evenSubstitutes(
  tx: DatabaseTx,
  locale: Locale,
  orderId: string,
  wanted: readonly { readonly line: number; readonly quantity: number; readonly reason: string }[],
): Promise<{ readonly line: number; readonly substitutes: EvenSubstitute[] }[]> {
  const { currency, lines } = await exchangeableLines(tx, orderId, wanted);
  const units = lines.map((line, index) => ({ ...line, reason: wanted[index]!.reason }));
  const views = await substitutesOf(tx, locale, { currency, lines: units, q: undefined, limit: most });
  return views.map(({ line, substitutes }) => ({
    line,
    substitutes: substitutes.flatMap(({ sku, title, variant, isSameProduct, difference, because }) =>
      isSameProduct && difference === 0n ? [{ sku, title, because, ...(variant !== undefined && { variant }) }] : [],
    ),
  }));
}
