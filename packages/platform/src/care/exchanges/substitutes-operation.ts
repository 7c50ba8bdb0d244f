import { translator } from "@aftercare/messages";
import { ownOrder } from "../../facts/orders/index.ts";
import { isFaulty, readReason } from "../../facts/returns/reasons/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { rankSubstitutes, readArticles, wantedChange } from "../../judgement/substitutes/index.ts";
import { exchangeableLines } from "./exchangeable-lines.ts";
import { exchangeSubstitutes } from "./substitutes.contract.ts";

export const exchangeSubstitutesOperation = operation(exchangeSubstitutes, {
  by: {
    shopper: ownOrder,
    ...{ associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
  },
  async run({ tx, locale }, { orderId, lines: wanted, q, limit }) {
    const words = translator(locale, "exchanges");
    const { currency, lines } = await exchangeableLines(tx, orderId, wanted);
    const views = [];
    for (const [index, { line, source, sku, quantity, value }] of lines.entries()) {
      const reason = readReason(wanted[index]!.reason);
      const known = await readArticles(tx, { source, sku, currency, words: q });
      const change = q === undefined ? wantedChange(reason, isFaulty(reason)) : "something-else";
      const ranked = known
        ? rankSubstitutes({ article: known.article, change, quantity, value }, known.others, limit + 1)
        : [];
      // Who searches wants what they searched for, and the product that goes back only where it is found too.
      const found = q === undefined ? ranked : ranked.filter(({ article }) => hasWords(article.productTitle, q));
      const substitutes = found.slice(0, limit).map(({ article, price, difference, because }) => ({
        ...{ sku: article.sku, title: article.productTitle, price, difference },
        ...(article.title !== undefined && { variant: article.title }),
        isSameProduct: article.productId === known?.article.productId,
        because: because.map(({ key, values }) => words.t(`exchanges.because.${key}`, values)),
      }));
      views.push({ line, sku, quantity, value, substitutes });
    }
    return { currency, lines: views };
  },
});

function hasWords(title: string, q: string): boolean {
  const text = title.toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
