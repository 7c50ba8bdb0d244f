import type { ContractOutput, getLabelSettings } from "@aftercare/platform/contract";

export type LabelSettings = ContractOutput<typeof getLabelSettings>;
type Way = LabelSettings["ways"][number];
export type CarriedMethod = Way["method"];

export const methods = ["drop-off", "locker", "home-pick-up"] as const satisfies readonly CarriedMethod[];

/** A way while it is written: numbers that can be empty, countries as they are typed. */
export interface WayDraft {
  /** Tells ways apart while they are moved; means nothing else. */
  readonly key: string;
  readonly method: CarriedMethod;
  readonly provider: string | undefined;
  readonly carrier: string;
  readonly service: string;
  readonly countries: string;
  readonly price: number | undefined;
  readonly earliest: number | undefined;
  readonly latest: number | undefined;
  readonly boxless: boolean;
}

export interface SettingsDraft {
  readonly name: string;
  /** One line of the address in each. */
  readonly street: string;
  readonly postCode: string;
  readonly city: string;
  readonly country: string;
  readonly validDays: number | undefined;
  readonly parcelGrams: number | undefined;
  readonly ways: readonly WayDraft[];
}

export function draftOf({ returnTo, validDays = 28, parcelGrams = 1_500, ways }: LabelSettings): SettingsDraft {
  return {
    ...{ name: returnTo?.name ?? "", street: returnTo?.lines.join("\n") ?? "", postCode: returnTo?.postCode ?? "" },
    ...{ city: returnTo?.city ?? "", country: returnTo?.country ?? "", validDays, parcelGrams },
    ways: ways.map(({ days, price, service = "", countries = [], boxless = false, ...way }) => ({
      ...{ key: crypto.randomUUID(), method: way.method, provider: way.provider, carrier: way.carrier, service },
      ...{ countries: countries.join(", "), price, earliest: days.earliest, latest: days.latest, boxless },
    })),
  };
}

export function newWay(): WayDraft {
  return {
    ...{ key: crypto.randomUUID(), method: "drop-off", provider: undefined, carrier: "", service: "", countries: "" },
    ...{ price: undefined, earliest: 2, latest: 5, boxless: false },
  };
}

/** @returns undefined while something is missing */
export function settingsOf(draft: SettingsDraft): LabelSettings | undefined {
  const { validDays, parcelGrams } = draft;
  const ways = draft.ways.flatMap((way) => wayOf(way) ?? []);
  const address = addressOf(draft);
  if (validDays === undefined || parcelGrams === undefined || ways.length < draft.ways.length) return undefined;
  if (address === "incomplete") return undefined;
  return { ...(address && { returnTo: address }), validDays, parcelGrams, ways };
}

/** Without a word in it there is none. */
function addressOf(draft: SettingsDraft): LabelSettings["returnTo"] | "incomplete" {
  const [name, postCode, city] = [draft.name.trim(), draft.postCode.trim(), draft.city.trim()];
  const country = draft.country.trim().toUpperCase();
  const lines = draft.street
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const parts = [name, postCode, city, country, ...lines];
  if (parts.every((part) => part === "")) return undefined;
  return parts.includes("") || lines.length === 0 ? "incomplete" : { name, lines, postCode, city, country };
}

function wayOf({ method, provider, carrier, service, countries, price, earliest, latest, boxless }: WayDraft) {
  if (carrier.trim() === "" || earliest === undefined || latest === undefined) return undefined;
  const codes = countries.toUpperCase().match(/[A-Z]{2,}/g) ?? [];
  return {
    ...{ method, carrier: carrier.trim(), days: { earliest, latest }, boxless },
    ...(provider !== undefined && { provider }),
    ...(service.trim() !== "" && { service: service.trim() }),
    ...(codes.length > 0 && { countries: codes }),
    ...(price !== undefined && { price }),
  };
}

/** The ways with one of them a place earlier: of several for a method the first that fits counts. */
export function moveUp(ways: readonly WayDraft[], index: number): WayDraft[] {
  const moved = ways.toSpliced(index, 1);
  return ways[index] === undefined ? moved : moved.toSpliced(Math.max(0, index - 1), 0, ways[index]);
}
