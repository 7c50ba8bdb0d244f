import type { ContractInput, searchDecisions } from "@aftercare/platform/contract";

/** What the log is narrowed by, as it stands in the address. */
export const logFilters = [
  ...["q", "moment", "program", "version", "action", "mode"],
  ...["store", "shopper", "from", "until", "outcome", "origin"],
] as const satisfies readonly string[];

export interface LogSearch {
  readonly q?: string;
  readonly moment?: string;
  readonly program?: string;
  readonly version?: string;
  readonly action?: string;
  readonly mode?: string;
  /** Wire identifiers. */
  readonly store?: string;
  readonly shopper?: string;
  /** Days such as 2026-03-02, both included. */
  readonly from?: string;
  readonly until?: string;
  readonly outcome?: string;
  readonly origin?: string;
}

type Asked = ContractInput<typeof searchDecisions>;

export const modes = ["best", "explored", "holdout", "only-option"] as const;
export const outcomes = ["known", "open"] as const;
export const origins = ["live", "retrospective"] as const;

/** The question that an address stands for. A part that makes no sense is left out, as if nobody had asked for it. */
export function askedBy({ q, moment, program, version, action, store, shopper, ...search }: LogSearch): Asked {
  const mode = oneOf(modes, search.mode);
  const outcome = oneOf(outcomes, search.outcome);
  const origin = oneOf(origins, search.origin);
  const from = startOfDay(search.from, 0);
  const until = startOfDay(search.until, 1);
  return {
    ...(q !== undefined && { q }),
    ...(moment !== undefined && { moment }),
    ...(program !== undefined && { program }),
    // Versions of different programs have nothing in common.
    ...(program !== undefined && version !== undefined && /^[1-9]\d{0,8}$/.test(version) && { version }),
    ...(action !== undefined && { action }),
    ...(mode !== undefined && { mode }),
    ...(store !== undefined && { storeId: store }),
    ...(shopper !== undefined && { shopperId: shopper }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    ...(outcome !== undefined && { outcome }),
    ...(origin !== undefined && { retrospective: origin === "retrospective" }),
  };
}

/** How many filters are set beside the search text. */
export function countFilters(search: LogSearch): number {
  return logFilters.filter((name) => name !== "q" && search[name] !== undefined).length;
}

/** Whether the first day lies after the last, so that no decision can lie between them. */
export function isReversed({ from, until }: LogSearch): boolean {
  const [first, last] = [startOfDay(from, 0), startOfDay(until, 0)];
  return first !== undefined && last !== undefined && Date.parse(first) > Date.parse(last);
}

function oneOf<T extends string>(values: readonly T[], given: string | undefined): T | undefined {
  return values.find((value) => value === given);
}

/** The instant at which a day, or the one so many after it, begins where the person sits. */
function startOfDay(day: string | undefined, daysAfter: number): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? "") ?? [];
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const start = new Date(Number(year), Number(month) - 1, Number(date));
  if (start.getMonth() !== Number(month) - 1 || start.getDate() !== Number(date)) return undefined;
  return new Date(Number(year), Number(month) - 1, Number(date) + daysAfter).toISOString();
}
