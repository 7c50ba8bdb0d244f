import type { ImportSession } from "../import-session.ts";
import type { RejectsFile } from "../rejects-file.ts";
import { packRuns, type RetailDocument, type StagedRow } from "./packed-rows.ts";
import { countDocuments, makeStagingTable, tableDocuments, takeEndless, writeRuns } from "./staging-table.ts";

/** The most lines of one invoice: as many as one order may have. */
const INVOICE_LINES = 5_000;
/** Rows that are kept in memory, some 40 MB; a longer file goes through a table of the database. */
const MEMORY_ROWS = 300_000;

/**
 * Gathers the rows of a file, in whatever order they come, and hands them back invoice by invoice in the order of time.
 * Short files stay in memory, because the way through the database would take a good part of the time of recording them.
 */
export class Staging {
  readonly #session: ImportSession;
  readonly #memoryRows: number;
  readonly #invoices = new Map<string, StagedRow[]>();
  #rows = 0;
  #inTable = false;
  #lastAt: number | undefined;

  constructor(session: ImportSession, memoryRows = MEMORY_ROWS) {
    this.#session = session;
    this.#memoryRows = memoryRows;
  }

  /** The latest time of any row. */
  get lastAt(): Date | undefined {
    return this.#lastAt === undefined ? undefined : new Date(this.#lastAt);
  }

  async add(rows: readonly StagedRow[]): Promise<void> {
    for (const { at } of rows) if (this.#lastAt === undefined || at > this.#lastAt) this.#lastAt = at;
    if (this.#inTable) return writeRuns(this.#session, [...packRuns(rows)]);
    for (const row of rows) {
      const known = this.#invoices.get(row.invoice);
      if (known) known.push(row);
      else this.#invoices.set(row.invoice, [row]);
    }
    this.#rows += rows.length;
    if (this.#rows > this.#memoryRows) await this.#spill();
  }

  /** Sets aside invoices that no order can hold, so that one broken column cannot fill the memory. */
  async rejectEndless(rejects: RejectsFile): Promise<void> {
    const endless = this.#inTable ? takeEndless(this.#session, INVOICE_LINES) : this.#takeEndless();
    for await (const { invoice, line } of endless)
      await rejects.add(line, `the invoice has more than ${INVOICE_LINES} lines`, [invoice]);
  }

  async count(): Promise<number> {
    return this.#inTable ? countDocuments(this.#session) : this.#invoices.size;
  }

  /** The invoices in the order of their first time, in groups of about so many rows. */
  async *documents(rows: number): AsyncGenerator<RetailDocument[]> {
    let group: RetailDocument[] = [];
    let gathered = 0;
    for await (const document of this.#inTable ? tableDocuments(this.#session) : this.#memoryDocuments()) {
      group.push(document);
      gathered += document.rows.length;
      if (gathered < rows) continue;
      yield group;
      group = [];
      gathered = 0;
    }
    if (group.length > 0) yield group;
  }

  async #spill(): Promise<void> {
    this.#inTable = true;
    await makeStagingTable(this.#session);
    await writeRuns(this.#session, [...packRuns([...this.#invoices.values()].flat())]);
    this.#invoices.clear();
  }

  *#takeEndless(): Generator<{ invoice: string; line: number }> {
    for (const [invoice, rows] of this.#invoices) {
      if (rows.length <= INVOICE_LINES) continue;
      this.#invoices.delete(invoice);
      for (const { line } of rows) yield { invoice, line };
    }
  }

  #memoryDocuments(): RetailDocument[] {
    const documents = [...this.#invoices].map(([invoice, rows]) => {
      const at = rows.reduce((first, row) => Math.min(first, row.at), Number.POSITIVE_INFINITY);
      return { at, line: rows[0]?.line ?? 0, invoice, rows };
    });
    return documents.sort((a, b) => a.at - b.at || a.line - b.line);
  }
}
