import type { ReturnMethod } from "../../facts/return-requests/return-request.schema.ts";

/** What a figure is reckoned with; its words stand in the message catalogues under `return-labels.carbon.<source>`. */
export type CarbonSource = "uk-conversion-factors" | "nothing-carried";

/** Greenhouse gases of goods on their way back. */
export interface CarbonFigure {
  /** CO₂ equivalent for one parcel, to the gram; shown it is rounded to what such a reckoning is worth. */
  readonly grams: number;
  readonly source: CarbonSource;
}

/**
 * Grams of CO₂ equivalent for a tonne carried a kilometre, from the vehicle's exhaust alone: UK Government GHG Conversion Factors for Company Reporting
 * (Defra and DESNZ), sheet "Freighting goods": diesel vans, average up to 3.5 t; diesel HGV, all articulated, average laden. Verified by nobody yet
 * against the publisher's own file: they were read in a copy of its table.
 */
const gramsPerTonneKm = { van: 631.3, lorry: 78 };

/** Kilometres by van from the door, and from a parcel shop or a locker, where one stop hands over many parcels at once. */
const collectionKm: Readonly<Record<"home-pick-up" | "drop-off" | "locker", number>> = {
  "home-pick-up": 30,
  "drop-off": 15,
  locker: 15,
};
/** Kilometres by van from the last depot to where goods are taken back. */
const deliveryKm = 15;
/** Kilometres by lorry between depots. */
const haulKm = { within: 250, abroad: 900 };

/** Countries between which parcels go by road. */
const byRoad = new Set(
  "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split(" "),
);

/** Where a parcel starts and where it goes, ISO 3166-1; undefined where nobody said. */
export interface Carriage {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly grams: number;
}

/**
 * What sending goods back emits, tonne-kilometres times a factor (ISO 14083, without the making of the fuel); the shopper's own way is not in
 * it. Distances are round assumptions, the same for every shop, so that methods can be compared. Undefined where nobody can say: what is flown or
 * shipped overseas, goods that are given away, and goods that are carried from a store to wherever they are sold again.
 */
export function carbonOf(method: ReturnMethod, { from, to, grams }: Carriage): CarbonFigure | undefined {
  if (method === "keep-it") return { grams: 0, source: "nothing-carried" };
  if (method === "store" || method === "donate-it") return undefined;
  const isAbroad = from !== undefined && to !== undefined && from !== to;
  if (isAbroad && !(byRoad.has(from) && byRoad.has(to))) return undefined;
  const tonnes = grams / 1_000_000;
  const byVan = (collectionKm[method] + deliveryKm) * gramsPerTonneKm.van;
  const byLorry = (isAbroad ? haulKm.abroad : haulKm.within) * gramsPerTonneKm.lorry;
  return { grams: Math.round(tonnes * (byVan + byLorry)), source: "uk-conversion-factors" };
}
