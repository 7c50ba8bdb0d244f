import { parseArgs } from "node:util";
import type { OptionValues, TaskOption } from "./evaluation-task.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Options of the form `--name value`. @throws {UsageError} on an unknown option, one without its value, a missing required one, and
 * words that belong to none
 */
export function parseOptions<Options extends Readonly<Record<string, TaskOption>>>(
  args: readonly string[],
  options: Options,
): OptionValues<Options> {
  const found = parsed(args, Object.keys(options));
  for (const [name, { value, required }] of Object.entries(options)) {
    if (required && found[name] === undefined) throw new UsageError(`--${name} ${value} is missing`);
  }
  return found as OptionValues<Options>;
}

function parsed(args: readonly string[], names: readonly string[]): Readonly<Record<string, string | undefined>> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: Object.fromEntries(names.map((name) => [name, { type: "string" } as const])),
      strict: true,
      allowPositionals: false,
    });
    return values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A list written with commas. */
export function listOf(value: string | undefined): string[] {
  return (value ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}
