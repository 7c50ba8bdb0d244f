import { once } from "node:events";
import { createWriteStream, rmSync, type WriteStream } from "node:fs";
import { basename, join } from "node:path";
import Papa from "papaparse";

/** Collects the lines that were not taken, as CSV: line, reason, and the line's own fields. */
export class RejectsFile {
  readonly #path: string;
  #stream: WriteStream | undefined;
  #count = 0;

  /** @param file the file that is imported; the rejects stand in `folder` under its name with `.rejects.csv` */
  constructor(file: string, folder: string) {
    this.#path = join(folder, `${basename(file)}.rejects.csv`);
    // What an earlier run left behind would look like this run's.
    rmSync(this.#path, { force: true });
  }

  get count(): number {
    return this.#count;
  }

  /** The file's path; undefined while nothing was rejected. */
  get path(): string | undefined {
    return this.#count > 0 ? this.#path : undefined;
  }

  async add(line: number, reason: string, fields: readonly string[]): Promise<void> {
    this.#count++;
    this.#stream ??= this.#open();
    if (!this.#stream.write(`${Papa.unparse([[String(line), reason, ...fields]])}\r\n`))
      await once(this.#stream, "drain");
  }

  async close(): Promise<void> {
    const stream = this.#stream;
    if (!stream) return;
    stream.end();
    await once(stream, "finish");
  }

  #open(): WriteStream {
    const stream = createWriteStream(this.#path);
    stream.write("line,reason\r\n");
    return stream;
  }
}
