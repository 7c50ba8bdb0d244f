import { type Locale, translator } from "@aftercare/messages";
import type { PageContext } from "@aftercare/shopper";
import { readRetailer } from "../../facts/retailer/index.ts";
import type { Runtime } from "../../foundation/operations/index.ts";

/** Makes what every page needs: the words of a language, the retailer's name and the zone of its days. */
export interface PageContexts {
  of(locale: Locale, path: string): Promise<PageContext>;
  /** The same with what was last known of the retailer: for a problem page, perhaps the database's own problem. */
  lastKnown(locale: Locale, path: string): PageContext;
}

export function pageContexts({ work }: Runtime): PageContexts {
  let known: { retailer: string | undefined; timeZone: string } = { retailer: undefined, timeZone: "UTC" };
  const lastKnown = (locale: Locale, path: string): PageContext => ({
    words: translator(locale).inTimeZone(known.timeZone),
    retailer: known.retailer,
    path,
  });
  return {
    lastKnown,
    async of(locale, path) {
      const { name, timeZone } = await readRetailer({ db: work.database.kysely });
      known = { retailer: name, timeZone };
      return lastKnown(locale, path);
    },
  };
}
