import type { Batch } from "./batch.ts";

/** A shopper as orders, returns and adjustments speak of one. */
export interface ShopperMention {
  readonly kind: "account" | "guest";
  /** The earliest time of what speaks of them. */
  readonly since: Date;
  readonly country?: string | undefined;
  readonly language?: string | undefined;
}

/** The key of the guest who stands for an order or a return without a shopper. */
export function documentGuest(kind: "order" | "return", id: string): string {
  return `${kind}/${id}`;
}

/** Every shopper that the batch speaks of, by key. A return of a named order needs none: its buyer is known. */
export function shopperMentions(batch: Batch): Map<string, ShopperMention> {
  const mentions = new Map<string, ShopperMention>();
  const mention = (key: string, news: ShopperMention) => {
    const before = mentions.get(key);
    mentions.set(key, {
      kind: news.kind,
      since: before && before.since < news.since ? before.since : news.since,
      country: before?.country ?? news.country,
      language: before?.language ?? news.language,
    });
  };
  for (const { record } of batch.undecided("order")) {
    const about = { since: record.at, country: record.contact?.country, language: record.contact?.language };
    if (record.shopper !== undefined) mention(record.shopper, { kind: "account", ...about });
    else mention(documentGuest("order", record.id), { kind: "guest", ...about });
  }
  for (const { record } of batch.undecided("return")) {
    if (record.shopper !== undefined) mention(record.shopper, { kind: "account", since: record.at });
    else if (record.order === undefined)
      mention(documentGuest("return", record.id), { kind: "guest", since: record.at });
  }
  for (const { record } of batch.undecided("adjustment")) {
    if (record.shopper !== undefined) mention(record.shopper, { kind: "account", since: record.at });
  }
  return mentions;
}
