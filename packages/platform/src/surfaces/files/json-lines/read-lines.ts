import { openText } from "../open-text.ts";

export interface TextLine {
  readonly line: number;
  /** Undefined for a line that is too long to be a record. */
  readonly text: string | undefined;
}

export interface LinesReading {
  readonly file: string;
  /** Called with the lines in order, without empty ones; the file is read on when it returns. */
  onLines(lines: readonly TextLine[]): Promise<void>;
  onProgress(done: number, total: number): void;
}

/** No record needs more: an order of 5,000 lines stays far below. */
const LONGEST_LINE = 4 * 1024 * 1024;

/** Reads a text file line by line, no faster than the lines are taken, and never keeps more than one long line. */
export async function readLines({ file, onLines, onProgress }: LinesReading): Promise<void> {
  const { text, bytes, bytesRead } = await openText(file);
  let rest = "";
  let tooLong = false;
  let line = 1;
  const take = async (ended: readonly string[]) => {
    const lines: TextLine[] = [];
    for (const content of ended) {
      if (tooLong || content.length > LONGEST_LINE) lines.push({ line, text: undefined });
      else if (content.trim() !== "") lines.push({ line, text: content });
      tooLong = false;
      line++;
    }
    await onLines(lines);
    onProgress(bytesRead(), bytes);
  };
  for await (const piece of text as AsyncIterable<string>) {
    const parts = (rest + (line === 1 && rest === "" ? piece.replace(/^\uFEFF/, "") : piece)).split("\n");
    rest = parts.pop() ?? "";
    if (parts.length > 0) await take(parts);
    if (rest.length > LONGEST_LINE) {
      tooLong = true;
      rest = "";
    }
  }
  if (rest !== "" || tooLong) await take([rest]);
}
