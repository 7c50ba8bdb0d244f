import { basename } from "node:path";
import type { CsvTable } from "@aftercare/evaluation/tables";
import { faultIn, missingColumn } from "../files/index.ts";
import type { ExperimentRequest } from "./experiment-request.ts";

/** The file's own names of the columns that play a part. */
export interface ExperimentColumns {
  readonly action: string;
  readonly visit: string | undefined;
  readonly bought: string | undefined;
  readonly revenue: string | undefined;
  readonly shopper: string | undefined;
  readonly propensity: string | undefined;
  readonly features: readonly string[];
  readonly ignored: readonly string[];
}

/**
 * Finds the columns that a request names; case, spaces and underscores do not count.
 * @throws missing-column; bad-input where one column plays two parts, or no outcome is named
 */
export function findExperimentColumns(request: ExperimentRequest, { columns: header }: CsvTable): ExperimentColumns {
  const file = basename(request.file);
  const find = (wanted: string): string => {
    const found = header.find((name) => name === wanted) ?? header.find((name) => plain(name) === plain(wanted));
    if (found === undefined) throw missingColumn({ file, column: wanted, header: header.join(", ") });
    return found;
  };
  const parts = ["action", "visit", "bought", "revenue", "shopper", "propensity"] as const;
  const named = parts.flatMap((part) => {
    const wanted = request[part];
    return wanted === undefined ? [] : [{ part, column: find(wanted) }];
  });
  const twice = named.find(({ column }, i) => named.findIndex((each) => each.column === column) < i);
  if (twice) throw faultIn(`--${twice.part}`, `column ${twice.column} plays another part already; name another`);
  const features = request.feature.map(find);
  const busy = features.find((name) => named.some(({ column }) => column === name));
  if (busy !== undefined) throw faultIn("--feature", `column ${busy} plays another part already; name another`);
  const of = (part: (typeof parts)[number]) => named.find((each) => each.part === part)?.column;
  if (of("visit") === undefined && of("bought") === undefined && of("revenue") === undefined) {
    const others = header.filter((name) => name !== of("action"));
    throw faultIn(
      "--visit",
      `name a column of what came of it: --visit, --bought or --revenue, of ${others.join(", ")}`,
    );
  }
  return {
    action: of("action") ?? "",
    ...{ visit: of("visit"), bought: of("bought"), revenue: of("revenue") },
    ...{ shopper: of("shopper"), propensity: of("propensity") },
    features,
    ignored: request.ignore.map(find).filter((name) => !features.includes(name)),
  };
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, "");
}
