import { basename } from "node:path";
import { parseArgs } from "node:util";
import { type ExperimentGoal, type ExperimentRequest, slugOf } from "../experiments/index.ts";
import { faultIn } from "../files/index.ts";
import { usage } from "./command.ts";

const help = [
  "npm run aftercare -- import experiment FILE --action COLUMN --control VALUE [--visit COLUMN] [--bought COLUMN]",
  "[--revenue COLUMN] [--goal visits|revenue|margin] [--margin RATE] [--cost ACTION=MINOR_UNITS …] [--currency CODE]",
  "[--propensity COLUMN] [--shopper COLUMN] [--feature COLUMN …] [--ignore COLUMN …] [--days N] [--at DATE] [--name NAME] [--title TEXT]",
  "[--dry-run] [--json]",
].join(" ");

/** What the command line says; the rest is the retailer's. */
export interface ExperimentOptions
  extends Omit<ExperimentRequest, "file" | "title" | "currency" | "marginRate" | "at"> {
  readonly file: string;
  readonly title: string | undefined;
  readonly currency: string | undefined;
  readonly marginRate: number | undefined;
  readonly at: Date | undefined;
  readonly dryRun: boolean;
  readonly json: boolean;
}

const text = { type: "string" } as const;
const several = { type: "string", multiple: true } as const;
const flag = { type: "boolean", default: false } as const;

/**
 * Reads the words after `import experiment`.
 * @throws usage where a word is unknown or a needed one is missing; bad-input naming the option whose value makes no sense
 */
export function experimentOptions(argv: readonly string[]): ExperimentOptions {
  const { values, positionals } = parsed(argv);
  const [file, ...others] = positionals;
  const { action, control, visit, bought, revenue, shopper, propensity, title, cost } = values;
  if (file === undefined || others.length > 0 || action === undefined || control === undefined)
    throw usage({ usage: help });
  return {
    ...{ file, action, control, visit, bought, revenue, shopper, propensity, title },
    name: nameOf(values.name ?? slugOf(basename(file).replace(/(\.(csv|tsv|txt|jsonl|gz))+$/i, ""))),
    ...{ feature: namesIn(values.feature), ignore: namesIn(values.ignore) },
    costs: new Map((cost ?? []).map(costOf)),
    marginRate: optional(values.margin, rateOf),
    currency: optional(values.currency, currencyOf),
    goal: optional(values.goal, goalOf),
    horizonDays: daysOf(values.days ?? "14"),
    at: optional(values.at, dateOf),
    dryRun: values["dry-run"],
    json: values.json,
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: true,
      options: {
        ...{ action: text, control: text, visit: text, bought: text, revenue: text, shopper: text, propensity: text },
        ...{ name: text, title: text, goal: text, margin: text, currency: text, days: text, at: text },
        ...{ cost: several, feature: several, ignore: several, "dry-run": flag, json: flag },
      },
    });
  } catch (error) {
    throw usage({ usage: `${help} (${error instanceof Error ? error.message : String(error)})` });
  }
}

function optional<Value>(given: string | undefined, read: (text: string) => Value): Value | undefined {
  return given === undefined ? undefined : read(given);
}

/** Lists with commas, as often as they are given. */
function namesIn(given: readonly string[] | undefined): string[] {
  return (given ?? []).flatMap((names) => names.split(",")).filter((name) => name.trim() !== "");
}

function nameOf(given: string): string {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(given) && given.length <= 60) return given;
  throw faultIn("--name", `"${given}" is no name; write lower-case words with hyphens, such as spring-mailing`);
}

function costOf(given: string): [string, number] {
  const [, action = "", sum = ""] = /^(.+)=(\d+)$/.exec(given) ?? [];
  if (action !== "" && Number(sum) <= 100_000) return [action.trim(), Number(sum)];
  throw faultIn("--cost", `"${given}" is no cost; write ACTION=MINOR_UNITS, such as "Mens E-Mail=5", up to 100000`);
}

function rateOf(given: string): number {
  const rate = Number(given);
  if (given.trim() !== "" && rate >= 0 && rate <= 1) return rate;
  throw faultIn("--margin", `"${given}" is no share of revenue; write 0 to 1, such as 0.4`);
}

function currencyOf(given: string): string {
  if (/^[A-Z]{3}$/.test(given)) return given;
  throw faultIn("--currency", `"${given}" is no currency; write three capital letters, such as EUR`);
}

function goalOf(given: string): ExperimentGoal {
  if (given === "visits" || given === "revenue" || given === "margin") return given;
  throw faultIn("--goal", `"${given}" is no goal; write visits, revenue or margin`);
}

function daysOf(given: string): number {
  const days = Number(given);
  if (Number.isInteger(days) && days >= 1 && days <= 366) return days;
  throw faultIn("--days", `"${given}" is no number of days; write 1 to 366`);
}

function dateOf(given: string): Date {
  const at = new Date(given);
  if (/^\d{4}-\d{2}-\d{2}/.test(given) && !Number.isNaN(at.getTime())) return at;
  throw faultIn("--at", `"${given}" is no day; write it as 2026-01-31`);
}
