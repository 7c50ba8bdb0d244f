import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { type CsvTable, readTable } from "@aftercare/evaluation/tables";
import { badInput, type Problem } from "../../foundation/problems/index.ts";
import { damagedFile, noSuchFile } from "./import-file.ts";

/** A fault of an option or of a file, with what would mend it. */
export function faultIn(place: string, reason: string): Problem {
  return badInput({ field: place, reason }, { fields: [{ field: place, message: reason }] });
}

/**
 * Reads a table at once: CSV with a header or JSON Lines, plain or gzip.
 * @throws no-such-file, damaged-file; bad-input naming the file, and the line where there is one
 */
export async function readTableFile(file: string): Promise<CsvTable> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw noSuchFile({ file });
  try {
    return readTable(file);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if ("code" in error && String(error.code).startsWith("Z_")) throw damagedFile({ file });
    throw faultIn(basename(file), error.message);
  }
}
