import { parseArgs } from "node:util";
import { moments, operations } from "../../capabilities.ts";
import { readConfig } from "../../foundation/config/index.ts";
import { openPlatform } from "../../platform.ts";
import {
  applyProgramFile,
  compareWithHouse,
  exportedPrograms,
  type House,
  houseOf,
  type ProgramFile,
  programText,
  readProgramFiles,
  writeProgramFile,
} from "../program-files/index.ts";
import { type Command, type CommandContext, usage } from "./command.ts";
import { fromCaller } from "./from-caller.ts";
import { programReport } from "./program-report.ts";

const help =
  "npm run aftercare -- programs check FILE… | diff FILE… | apply FILE… [--publish NAME@VERSION] [--note TEXT] [--replace-draft] | export [NAME…] [--to FOLDER]";

/**
 * `programs check|diff|apply|export`: programs as files, one a file, that can lie in git beside everything else that decides. Ends with 1
 * when a file is not in order or could not be applied.
 */
export const programsCommand: Command = async (context) => {
  const [verb, ...argv] = context.argv;
  const run = verb !== undefined && Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (!run) throw usage({ usage: help });
  // npm runs scripts in the root of the project; paths are meant, and shown, from where the caller stands.
  process.chdir(fromCaller(".", context.env));
  await run(argv, context);
};

const verbs: Readonly<Record<string, (argv: string[], context: CommandContext) => Promise<void>>> = {
  check: async (argv, context) => {
    const files = await filesInOrder(argv, context);
    for (const { file } of files) console.log(context.t("program-files.in-order", { file }));
  },
  diff: async (argv, context) => {
    const files = await filesInOrder(argv, context);
    const report = programReport(context.locale);
    await withHouse(context, async (house) => {
      for (const { file, document } of files)
        console.log(report.comparison(file, document, await compareWithHouse(house, document)));
    });
  },
  apply: async (argv, context) => {
    const { values, positionals } = optionsOf(argv, {
      publish: { type: "string", multiple: true },
      note: { type: "string" },
      "replace-draft": { type: "boolean" },
    });
    const files = await filesInOrder(positionals, context);
    const over = versionsNamed(values.publish ?? [], files);
    const report = programReport(context.locale);
    let refused = false;
    await withHouse(context, async (house) => {
      for (const { file, document } of files) {
        const publishOver = over.get(document.name);
        const applied = await applyProgramFile(house, document, {
          ...(publishOver !== undefined && { publishOver }),
          replaceDraft: values["replace-draft"] ?? false,
          note: values.note ?? "",
        });
        console.log(report.applied(file, document, applied));
        refused ||= applied.outcome === "other-draft" || applied.outcome === "outdated";
      }
    });
    if (refused) process.exit(1);
  },
  export: async (argv, context) => {
    const { values, positionals } = optionsOf(argv, { to: { type: "string" } });
    await withHouse(context, async (house) => {
      const documents = await exportedPrograms(
        house,
        positionals,
        moments.map(({ name }) => name),
      );
      if (values.to === undefined) {
        if (documents.length !== 1) throw usage({ usage: help });
        process.stdout.write(programText(documents[0]!));
        return;
      }
      for (const document of documents) {
        const { file, changed } = await writeProgramFile(values.to, document);
        console.log(context.t(changed ? "program-files.written" : "program-files.unchanged", { file }));
      }
    });
  },
};

/** Every file, if all are in order; otherwise says what is not, and ends with 1. Nothing of a set is applied while a part is wrong. */
async function filesInOrder(argv: readonly string[], { locale }: CommandContext): Promise<readonly ProgramFile[]> {
  const [option] = argv.filter((word) => word.startsWith("--"));
  if (argv.length === 0 || option !== undefined) throw usage({ usage: help });
  const { files, faults } = await readProgramFiles(argv, moments);
  if (faults.length === 0) return files;
  const report = programReport(locale);
  for (const fault of faults) console.error(report.fault(fault));
  process.exit(1);
}

async function withHouse({ env, locale }: CommandContext, use: (house: House) => Promise<void>): Promise<void> {
  const platform = await openPlatform(readConfig(env), "aftercare programs");
  try {
    await use(houseOf(platform, operations, locale));
  } finally {
    await platform.close();
  }
}

/** `after-a-return@3`: which version each program is published over. */
function versionsNamed(words: readonly string[], files: readonly ProgramFile[]): ReadonlyMap<string, number> {
  const named = words.flatMap((word) => word.split(",")).map((word) => /^([a-z0-9-]+)@(\d+)$/.exec(word));
  return new Map(
    named.map((match) => {
      const name = match?.[1] ?? "";
      if (!files.some(({ document }) => document.name === name)) throw usage({ usage: help });
      return [name, Number(match?.[2])];
    }),
  );
}

type Options = NonNullable<Parameters<typeof parseArgs>[0]>["options"];

function optionsOf<O extends NonNullable<Options>>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch {
    throw usage({ usage: help });
  }
}
