import pg from "pg";

const { builtins } = pg.types;
const INT8_ARRAY = 1016;
const NUMERIC_ARRAY = 1231;
const DATE_ARRAY = 1182;

const asIs = (text: string): string => text;

/** The driver's own parser of `text[]`: it splits the literal and leaves the elements as text. */
const parseTextArray = pg.types.getTypeParser(1009 as typeof builtins.TEXT) as (text: string) => (string | null)[];

const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, BigInt],
  [INT8_ARRAY, (text) => parseTextArray(text).map((element) => (element === null ? null : BigInt(element)))],
  // The driver reads an array of numerics as doubles, although it leaves a single numeric exact.
  [NUMERIC_ARRAY, parseTextArray],
  // A calendar day has no time zone: the driver's Date at local midnight is another day elsewhere.
  [builtins.DATE, asIs],
  [DATE_ARRAY, parseTextArray],
]);

/**
 * How column values arrive: `int8` as bigint, `numeric` as string, `date` as "YYYY-MM-DD", `timestamptz` as Date,
 * `uuid` as string, `json` and `jsonb` parsed. Passed to each pool, because the driver's own table of parsers is
 * shared by the whole process, and libraries with a pool of their own must keep what they expect.
 */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    const parser = format === "binary" ? undefined : parsers.get(oid);
    return parser ?? pg.types.getTypeParser(oid, format as "text");
  }) as typeof pg.types.getTypeParser,
};
