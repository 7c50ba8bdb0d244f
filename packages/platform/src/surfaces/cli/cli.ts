import { translator } from "@aftercare/messages";
import { cliLocale } from "./cli-locale.ts";
import type { Command, CommandContext } from "./command.ts";

/**
 * Each command is loaded when it is asked for: a question to a file needs neither the house nor its database, and would pay for
 * both in time and memory.
 */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  import: async () => (await import("./import-command.ts")).importCommand,
  learn: async () => (await import("./learn-command.ts")).learnCommand,
  evaluate: async () => (await import("./evaluate-command.ts")).evaluateCommand,
  programs: async () => (await import("./programs-command.ts")).programsCommand,
  backup: async () => (await import("./backup-command.ts")).backupCommand,
  restore: async () => (await import("./restore-command.ts")).restoreCommand,
  reset: async () => (await import("./reset-command.ts")).resetCommand,
  "api-key": async () => (await import("./api-key-command.ts")).apiKeyCommand,
  "rotate-keys": async () => (await import("./rotate-keys-command.ts")).rotateKeysCommand,
};

const [name = "help", ...argv] = process.argv.slice(2);
const locale = cliLocale(process.env);
const context: CommandContext = { argv, env: process.env, locale, t: translator(locale).t };
try {
  if (name === "help" || name === "--help") console.log(context.t("cli.help"));
  else await (await commandCalled(name))(context);
  process.exit(0);
} catch (error) {
  const { failWith } = await import("./fail-with.ts");
  failWith(error, locale);
}

async function commandCalled(name: string): Promise<Command> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return load ? load() : (await import("./operation-command.ts")).operationCommand(name);
}
