import { type QuotedTerms, quoteHolds, type ShownQuote } from "../quote/quote-token.ts";

/** An order as far as a quote is concerned. */
export interface QuotedOrder {
  readonly placedAt: Date;
  readonly currency: string;
  readonly service: string | undefined;
  readonly country: string | undefined;
  readonly zone: string | undefined;
  readonly slotFrom: Date | undefined;
}

/** The shop's clock may run ahead of ours. */
const tolerance = 5 * 60_000;

/**
 * What a quote says of an order that it came with. It counts for the address that it was asked for, on the day that it was shown, and for a
 * service that it offered; for a window, it must have been offered, too.
 * @returns undefined where it was shown for something else
 */
export function quotedTerms(quote: ShownQuote, order: QuotedOrder): QuotedTerms | undefined {
  const age = order.placedAt.getTime() - quote.shownAt.getTime();
  if (age < -tolerance || age > quoteHolds || quote.currency !== order.currency) return undefined;
  if (order.country !== undefined && order.country !== quote.country) return undefined;
  if (order.zone !== undefined && quote.zone !== undefined && order.zone !== quote.zone) return undefined;
  const [only, ...others] = quote.choices;
  const terms =
    order.service === undefined && others.length === 0
      ? only
      : quote.choices.find(({ service }) => service === order.service);
  const wanted = order.slotFrom?.getTime();
  if (!terms || (wanted !== undefined && !terms.slots.some((slot) => slot.getTime() === wanted))) return undefined;
  return terms;
}
