import type { IntakeResult } from "../../../facts/intake/index.ts";
import type { ImportSession } from "../import-session.ts";
import type { RejectsFile } from "../rejects-file.ts";
import type { ImportCounts } from "../summary-of.ts";
import type { RowsRecord } from "./document-records.ts";

/** Counts what became of the rows of the file. */
export class Tally {
  readonly #counts = {
    ...{ read: 0, taken: 0, alreadyKnown: 0, orders: 0, orderLines: 0, adjustments: 0 },
    ...{ returnLines: 0, returnLinesMatched: 0, returnLinesSplit: 0 },
  };

  read(rows: number): void {
    this.#counts.read += rows;
  }

  known(rows: number): void {
    this.#counts.alreadyKnown += rows;
  }

  /** Counts a batch that was recorded. */
  async recorded(
    session: ImportSession,
    batch: readonly RowsRecord[],
    { outcomes, returnLines }: IntakeResult,
    rejects: RejectsFile,
  ): Promise<void> {
    const counts = this.#counts;
    const customers = new Set<string>();
    for (const outcome of outcomes) {
      const { record, rows } = batch[outcome.index] ?? { rows: [] };
      if (outcome.outcome === "known") counts.alreadyKnown += rows.length;
      else if (outcome.outcome === "rejected") {
        for (const { line, invoice, code } of rows)
          await rejects.add(line, `${outcome.field} ${outcome.reason}`, [invoice, code]);
      } else {
        counts.taken += rows.length;
        if (record?.type === "order") counts.orders++;
        if (record?.type === "order" || record?.type === "order-lines") counts.orderLines += rows.length;
        if (record?.type === "adjustment") counts.adjustments += rows.length;
        for (const { customer } of rows) if (customer !== "") customers.add(customer);
      }
    }
    counts.returnLines += returnLines.lines;
    counts.returnLinesMatched += returnLines.matched;
    counts.returnLinesSplit += returnLines.split;
    // In a table, because a set of all customers would grow with the file.
    await session.client.query("insert into taken_customers select unnest($1::text[]) on conflict do nothing", [
      [...customers],
    ]);
  }

  async counts({ client }: ImportSession): Promise<ImportCounts> {
    const { rows } = await client.query<{ shoppers: number }>("select count(*)::int as shoppers from taken_customers");
    return { ...this.#counts, shoppers: rows[0]?.shoppers ?? 0 };
  }
}

export async function makeTallyTable({ client }: ImportSession): Promise<void> {
  await client.query("create temporary table taken_customers (customer text primary key) on commit drop");
}
