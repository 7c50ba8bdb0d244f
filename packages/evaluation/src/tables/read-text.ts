import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** The text of a file, unpacked if it is gzip (told by its first bytes, not its name). Throws, naming it, if it is missing. */
export function readText(path: string): string {
  if (!existsSync(path)) throw new Error(`the data file ${path} is missing: put it there, or leave this task out`);
  const bytes = readFileSync(path);
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString("utf8");
}
