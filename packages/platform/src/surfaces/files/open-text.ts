import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { damagedFile, noSuchFile } from "./import-file.ts";

export interface OpenText {
  /** UTF-8, unpacked, in pieces. */
  readonly text: AsyncIterable<string>;
  /** Size of the file as it lies there, and how much of it has been read. */
  readonly bytes: number;
  bytesRead(): number;
}

const PIECE = 256 * 1024;

/** Opens a text file, packed with gzip or not. */
export async function openText(file: string): Promise<OpenText> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw noSuchFile({ file });
  const raw = createReadStream(file, { highWaterMark: PIECE });
  // An error of either stream reaches the reader of the last one, which the callback form of pipeline sees to.
  const text: Readable = file.endsWith(".gz") ? pipeline(raw, createGunzip({ chunkSize: PIECE }), () => {}) : raw;
  text.setEncoding("utf8");
  return { text: unpacked(text, file), bytes: found.size, bytesRead: () => raw.bytesRead };
}

/** zlib says "incorrect header check"; a person wants to know which file, and that it is no gzip or was cut short. */
async function* unpacked(text: Readable, file: string): AsyncGenerator<string> {
  try {
    yield* text;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw code.startsWith("Z_") ? damagedFile({ file }) : error;
  }
}
