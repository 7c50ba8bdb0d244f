import type { StoreRecord } from "../sample-record.ts";

/** A store, the towns it draws from and how readily people there walk in instead of ordering. */
export interface Store {
  record: StoreRecord;
  /** The part of this catchment's shoppers who would rather buy in the store: it differs by region. */
  walkIn: number;
}

const zone = { DE: "Europe/Berlin", NL: "Europe/Amsterdam", AT: "Europe/Vienna" } as const;

function store(id: string, city: string, region: string, country: keyof typeof zone, walkIn: number): Store {
  return { record: { type: "store", id, name: `Bergkade ${city}`, region, country, timeZone: zone[country] }, walkIn };
}

/** Two regions: the north orders more, the south goes to the store more. */
export const stores = {
  hamburg: store("HAM", "Hamburg", "North", "DE", 0.5),
  amsterdam: store("AMS", "Amsterdam", "North", "NL", 0.44),
  munich: store("MUC", "Munich", "South", "DE", 0.72),
  vienna: store("VIE", "Vienna", "South", "AT", 0.66),
} as const;
