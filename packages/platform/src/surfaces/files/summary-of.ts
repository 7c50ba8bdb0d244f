import type { ImportSummary } from "./import-file.ts";
import type { Measure } from "./measure.ts";
import type { RejectsFile } from "./rejects-file.ts";

/** What an importer counts itself. */
export type ImportCounts = Omit<ImportSummary, "rejected" | "seconds" | "peakMb" | "rejectsFile">;

/** The summary in the order in which it is printed. */
export function summaryOf(counts: ImportCounts, rejects: RejectsFile, measure: Measure): ImportSummary {
  const { read, taken, shoppers, orders, orderLines, returnLines, returnLinesMatched, adjustments } = counts;
  const { alreadyKnown, returnLinesSplit } = counts;
  return {
    ...{ read, taken, rejected: rejects.count, shoppers, orders, orderLines, returnLines, returnLinesMatched },
    ...{ adjustments, ...measure.end(), alreadyKnown, returnLinesSplit },
    ...(rejects.path !== undefined && { rejectsFile: rejects.path }),
  };
}
