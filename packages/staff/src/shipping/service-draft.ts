import type { Service } from "./shipping-words.ts";

/** A service while it is written: numbers that can be empty, countries as they are typed. */
export interface ServiceDraft extends Omit<Service, "countries" | "price" | "statedP50" | "statedP90" | "slot"> {
  readonly countries: string;
  readonly price: number | undefined;
  readonly statedP50: number | undefined;
  readonly statedP90: number | undefined;
  readonly slot: SlotDraft;
}

export interface SlotDraft {
  readonly hours: number | undefined;
  readonly bookDaysAhead: number | undefined;
  readonly capacity: number | undefined;
  readonly from: string;
  readonly until: string;
}

const usualSlot: SlotDraft = { hours: 2, bookDaysAhead: 3, capacity: 20, from: "08:00", until: "20:00" };

export function draftOf(service: Service): ServiceDraft {
  return { ...service, countries: service.countries.join(", "), slot: service.slot ?? usualSlot };
}

/** @returns undefined while something is missing */
export function serviceOf(draft: ServiceDraft): Service | undefined {
  const { price, statedP50, statedP90, slot, storeId, carrier, freeFrom, upgradeOf, ...rest } = draft;
  const countries = draft.countries.toUpperCase().match(/[A-Z]{2,}/g) ?? [];
  const { hours, bookDaysAhead, capacity, from, until } = slot;
  const title = Object.fromEntries(Object.entries(draft.title).filter(([, text]) => text?.trim()));
  if (price === undefined || statedP50 === undefined || statedP90 === undefined) return undefined;
  if (draft.key === "" || countries.length === 0 || Object.keys(title).length === 0) return undefined;
  if (draft.kind === "slot" && (hours === undefined || bookDaysAhead === undefined || capacity === undefined))
    return undefined;
  return {
    ...{ ...rest, title, countries, price, statedP50, statedP90 },
    ...(carrier?.trim() && { carrier: carrier.trim() }),
    ...(freeFrom !== undefined && { freeFrom }),
    ...(upgradeOf && { upgradeOf }),
    ...(draft.kind === "pickup" && storeId && { storeId }),
    ...(draft.kind === "slot" && {
      slot: { hours: hours ?? 0, bookDaysAhead: bookDaysAhead ?? 0, capacity: capacity ?? 0, from, until },
    }),
  };
}
