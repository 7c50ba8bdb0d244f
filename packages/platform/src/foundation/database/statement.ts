import type pg from "pg";

/** Where a statement can run: on the connection of a transaction, or on any of a pool. */
export interface Runs {
  readonly client: Pick<pg.ClientBase, "query"> | Pick<pg.Pool, "query">;
}

/**
 * Declares a statement that every request makes: each connection parses it once, and plans it once where the plan does not hang
 * on the values, which for short statements is most of their cost. Typed queries are easier to read; this is for where time matters.
 *
 * Columns are named one by one: what `select *` answers changes with a migration, and a connection that has prepared it refuses
 * it from then on.
 * @param name unique, as the driver demands; shown in the server's `pg_prepared_statements`
 * @param text with `$1`, `$2` … in the place of values
 */
export function statement<Values extends readonly unknown[], Row extends object>(
  name: string,
  text: string,
): (on: Runs, ...values: Values) => Promise<Row[]> {
  return async ({ client }, ...values) => (await client.query<Row>({ name, text, values: [...values] })).rows;
}

/**
 * SQL for an array of UUIDs that is given as a value, for use with `= any(…)`. Given as it is, the planner would count its elements,
 * find every plan of its own cheaper than the one it has kept, and plan a long statement anew for each request.
 * @param value where the statement has it, such as `$1`
 */
export function listed(value: string): string {
  return `array(select unnest(${value}::uuid[]))`;
}
