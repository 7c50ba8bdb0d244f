import { translator } from "@aftercare/messages";
import { apiKeyCommand } from "./api-key-command.ts";
import { backupCommand } from "./backup-command.ts";
import { cliLocale } from "./cli-locale.ts";
import type { Command, CommandContext } from "./command.ts";
import { evaluateCommand } from "./evaluate-command.ts";
import { failWith } from "./fail-with.ts";
import { importCommand } from "./import-command.ts";
import { learnCommand } from "./learn-command.ts";
import { operationCommand } from "./operation-command.ts";
import { resetCommand } from "./reset-command.ts";
import { restoreCommand } from "./restore-command.ts";
import { rotateKeysCommand } from "./rotate-keys-command.ts";

const commands: Readonly<Record<string, Command>> = {
  import: importCommand,
  learn: learnCommand,
  evaluate: evaluateCommand,
  backup: backupCommand,
  restore: restoreCommand,
  reset: resetCommand,
  "api-key": apiKeyCommand,
  "rotate-keys": rotateKeysCommand,
};

const [name = "help", ...argv] = process.argv.slice(2);
const locale = cliLocale(process.env);
const context: CommandContext = { argv, env: process.env, locale, t: translator(locale).t };
try {
  if (name === "help" || name === "--help") console.log(context.t("cli.help"));
  else await (commands[name] ?? operationCommand(name))(context);
  process.exit(0);
} catch (error) {
  failWith(error, locale);
}
