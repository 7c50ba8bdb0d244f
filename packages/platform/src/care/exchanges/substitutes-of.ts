import { type Locale, translator } from "@aftercare/messages";
import type { z } from "zod";
import { isFaulty, readReason } from "../../facts/returns/reasons/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { rankSubstitutes, readArticles, wantedChange } from "../../judgement/substitutes/index.ts";
import type { exchangeSubstitutes } from "./substitutes.contract.ts";

type View = z.output<typeof exchangeSubstitutes.output>["lines"][number];

/** Units that go back, and why; the value is what was paid for them in minor units. */
interface Outgoing {
  readonly line: number;
  readonly source: string;
  readonly sku: string;
  readonly quantity: number;
  readonly value: bigint;
  readonly reason: string;
}

interface Asked {
  readonly currency: string;
  readonly lines: readonly Outgoing[];
  readonly q: string | undefined;
  readonly limit: number;
}

/** What can be had for each line, in the caller's language; what is searched for instead, where something is. */
export async function substitutesOf(
  tx: DatabaseTx,
  locale: Locale,
  { currency, lines, q, limit }: Asked,
): Promise<View[]> {
  const words = translator(locale, "exchanges");
  const views: View[] = [];
  for (const { line, source, sku, quantity, value, reason: said } of lines) {
    const reason = readReason(said);
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
      // What was searched for may be of any kind.
      because: because.flatMap(({ key, values }) =>
        q !== undefined && key === "same-kind" ? [] : [words.t(`exchanges.because.${key}`, values)],
      ),
    }));
    views.push({ line, sku, quantity, value, substitutes });
  }
  return views;
}

function hasWords(title: string, q: string): boolean {
  const text = title.toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
