/** Where a destination takes goods from. */
export interface Area {
  readonly country: string;
  readonly postCodes?: readonly string[] | undefined;
}

/** As it is typed: a country a line, with the beginnings of its post codes. */
export function areaText(catchment: readonly Area[]): string {
  return catchment.map(({ country, postCodes = [] }) => [country, postCodes.join(", ")].join(" ").trim()).join("\n");
}

/** What was typed; the number of the first line that is no country with beginnings of post codes. */
export function readArea(text: string): { country: string; postCodes: string[] }[] | number {
  const lines = text.split("\n").map((line) => line.trim());
  const wrong = lines.findIndex((line) => line !== "" && !/^[A-Za-z]{2}(\s+[\p{L}\p{N} ,-]+)?$/u.test(line));
  if (wrong >= 0) return wrong + 1;
  return lines
    .filter((line) => line !== "")
    .map((line) => ({ country: line.slice(0, 2).toUpperCase(), postCodes: listOf(line.slice(2)) }));
}

/** Words with commas between. */
export function listOf(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
