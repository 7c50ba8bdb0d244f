import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { type CopyRow, CopyValueError, copyLine } from "./copy-text.ts";
import type { DatabaseTx } from "./transaction.ts";

/** Characters gathered before they are handed on: fewer, larger writes cost the driver and the kernel less. */
const CHUNK_LENGTH = 128 * 1024;

/**
 * Writes many rows at once with COPY, the fastest way in, within the transaction: after an error none of them stays.
 * Rows are drawn only as fast as the server takes them, so a source larger than memory is fine.
 * @param table a name, or `schema.name`
 * @param columns the column of each position in a row
 * @returns how many rows were written
 * @throws CopyValueError with row and column, or the server's own error, which names the column and line
 */
export async function copyRows(
  tx: Pick<DatabaseTx, "client">,
  table: string,
  columns: readonly string[],
  rows: Iterable<CopyRow> | AsyncIterable<CopyRow>,
): Promise<number> {
  const target = table.split(".").map(pg.escapeIdentifier).join(".");
  const names = columns.map(pg.escapeIdentifier).join(", ");
  const chunks = Symbol.asyncIterator in rows ? chunksOfStream(rows, columns) : chunksOf(rows, columns);
  // What is sent behind a stream would be read as a part of it: for its time the connection asks one thing after the other.
  const { pipeline: several } = tx.client;
  Object.assign(tx.client, { pipeline: false });
  try {
    const copy = tx.client.query(copyFrom(`COPY ${target} (${names}) FROM STDIN`, { highWaterMark: 4 * CHUNK_LENGTH }));
    await pipeline(Readable.from(chunks, { objectMode: true, highWaterMark: 2 }), copy);
    return copy.rowCount;
  } finally {
    Object.assign(tx.client, { pipeline: several });
  }
}

/** Apart from the asynchronous twin, because waiting for every row of an array takes longer than encoding it. */
function* chunksOf(rows: Iterable<CopyRow>, columns: readonly string[]): Generator<Buffer> {
  let text = "";
  let count = 0;
  for (const row of rows) {
    text += encode(row, columns, ++count);
    if (text.length < CHUNK_LENGTH) continue;
    yield Buffer.from(text);
    text = "";
  }
  yield Buffer.from(text);
}

async function* chunksOfStream(rows: AsyncIterable<CopyRow>, columns: readonly string[]): AsyncGenerator<Buffer> {
  let text = "";
  let count = 0;
  for await (const row of rows) {
    text += encode(row, columns, ++count);
    if (text.length < CHUNK_LENGTH) continue;
    yield Buffer.from(text);
    text = "";
  }
  yield Buffer.from(text);
}

function encode(row: CopyRow, columns: readonly string[], number: number): string {
  if (row.length !== columns.length) {
    throw new CopyValueError(`row ${number} has ${row.length} values for ${columns.length} columns`);
  }
  try {
    return copyLine(row);
  } catch (error) {
    if (!(error instanceof CopyValueError)) throw error;
    throw new CopyValueError(`row ${number}: ${error.message}`);
  }
}
