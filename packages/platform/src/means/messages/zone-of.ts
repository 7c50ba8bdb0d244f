/** What is known of where a person is. */
interface Whereabouts {
  /** The person's own zone, where the shop has told it. */
  readonly timeZone?: string | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | undefined;
}

/** Every zone that a person can be in, by what is known: their own, else all of their country, else the retailer's. Never by their language. */
export function zonesOf({ timeZone, country }: Whereabouts, retailerZone: string): readonly string[] {
  if (timeZone !== undefined) return [timeZone];
  const zones = country === undefined ? [] : zonesOfCountry(country);
  return zones.length > 0 ? zones : [retailerZone];
}

/** The runtime knows them (ECMA-402, Intl Locale Info); the library that describes it to the compiler does not yet. */
interface LocaleWithZones extends Intl.Locale {
  getTimeZones?(): string[] | undefined;
}

function zonesOfCountry(country: string): readonly string[] {
  if (!/^[A-Z]{2}$/.test(country)) return [];
  const locale: LocaleWithZones = new Intl.Locale(`und-${country}`);
  return locale.getTimeZones?.() ?? [];
}
