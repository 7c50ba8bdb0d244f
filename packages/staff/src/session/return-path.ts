import type { Area } from "./session.ts";

/** The page to return to after logging in, when it is one of ours and in a place this person works in. */
export function returnPath(from: string | undefined, areas: readonly Area[]): string | undefined {
  if (from === undefined) return undefined;
  return areas.some((area) => from === `/${area}` || from.startsWith(`/${area}/`) || from.startsWith(`/${area}?`))
    ? from
    : undefined;
}
