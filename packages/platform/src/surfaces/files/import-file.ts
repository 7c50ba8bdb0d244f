import type { Clock } from "../../foundation/clock/index.ts";
import type { UnitOfWork } from "../../foundation/events/index.ts";
import { problemKind } from "../../foundation/problems/index.ts";

/** What an importer needs. */
export interface ImportRequest {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  /** Path of the file: `.csv` or `.jsonl`, each with or without `.gz`. */
  readonly file: string;
  /** Where `<file>.rejects.csv` is written when there is something to write; the working folder when not given. */
  readonly rejectsFolder?: string;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** First the file is read to its end (bytes of the file), then its documents are recorded (documents or records). */
export interface ImportProgress {
  readonly phase: "reading" | "recording";
  readonly done: number;
  readonly total: number;
}

/** What became of a file; each figure can be counted in the file. See docs/importing.md for what each one counts. */
export interface ImportSummary {
  /** Data lines of the file: taken + alreadyKnown + rejected. */
  readonly read: number;
  readonly taken: number;
  readonly rejected: number;
  readonly shoppers: number;
  readonly orders: number;
  readonly orderLines: number;
  readonly returnLines: number;
  /** Wholly or in part. */
  readonly returnLinesMatched: number;
  readonly adjustments: number;
  readonly seconds: number;
  /** The most memory this process held at once, MB. */
  readonly peakMb: number;
  /** Lines that an earlier import had taken. */
  readonly alreadyKnown: number;
  /** Of the matched return lines: those over several purchases, or only in part. */
  readonly returnLinesSplit: number;
  /** Where the rejected lines stand with their reasons; absent when there are none. */
  readonly rejectsFile?: string;
}

/** What is said to have happened later than this is a mistyped date; a day makes room for zones and clocks that differ. */
export function latestAccepted(clock: Clock): Date {
  return new Date(clock.real().getTime() + 86_400_000);
}

export const noSuchFile = problemKind("no-such-file", 400);
export const unknownFileType = problemKind("unknown-file-type", 400);
export const missingColumn = problemKind("missing-column", 400);
export const unclosedQuote = problemKind("unclosed-quote", 400);
export const damagedFile = problemKind("damaged-file", 400);
export const emptyFile = problemKind("empty-file", 400);
