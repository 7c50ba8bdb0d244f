/** How many characters of a post code say in which part of the country it lies. */
const lengths: Readonly<Record<string, number>> = { US: 3 };
const usual = 2;

/**
 * The part of a country that a post code lies in: its first characters, never the whole, which in some countries is a single house. Of
 * British codes the letters at the front, which are the area.
 */
export function zoneOf(country: string, postCode: string): string | undefined {
  const plain = postCode.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");
  const zone = country === "GB" ? /^[A-Z]+/.exec(plain)?.[0].slice(0, 2) : plain.slice(0, lengths[country] ?? usual);
  return zone === "" ? undefined : zone;
}
