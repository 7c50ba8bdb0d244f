import { ConfigError, readConfig } from "../../foundation/config/index.ts";
import { hasEmbedded, pendingMigrations, type Restored, restore } from "../../foundation/database/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { confirmed } from "./ask.ts";
import { type Command, type CommandContext, usage } from "./command.ts";
import { fromCaller } from "./from-caller.ts";
import { progressBar } from "./progress-bar.ts";

/** `restore DIR [--yes]`: puts a backup into the data folder, in place of the database there, running or not. */
export const restoreCommand: Command = async (context) => {
  const { argv, env, t } = context;
  const folder = argv.find((word) => !word.startsWith("--"));
  if (!folder) throw usage({ usage: "npm run aftercare -- restore DIR [--yes]" });
  const { databaseUrl, dataFolder } = readConfig(env);
  if (databaseUrl !== undefined) throw new ConfigError(t("cli.backup.external"));
  const replace = hasEmbedded(dataFolder);
  if (replace && !argv.includes("--yes")) await ask(folder, dataFolder, context);

  let pending: readonly string[] = [];
  const bar = progressBar(t("cli.restore.copying"));
  const restored = await restore(fromCaller(folder, env), dataFolder, {
    replace,
    onProgress: ({ copied, total }) => bar.update(copied, total),
    // A backup of a newer release is refused here, while the present database still serves.
    accept: async (ownerUrl) => {
      pending = await pendingMigrations(ownerUrl, migrationFolders);
    },
  }).finally(() => bar.stop());
  say(restored, pending, dataFolder, context);
};

async function ask(folder: string, dataFolder: string, { t }: CommandContext): Promise<void> {
  if (await confirmed(t("cli.restore.question", { folder: dataFolder }), t("cli.yes"))) return;
  if (!process.stdin.isTTY) console.error(t("cli.restore.exists", { folder: dataFolder }));
  throw usage({ usage: `npm run aftercare -- restore ${folder} --yes` });
}

function say({ server, setAside }: Restored, pending: readonly string[], folder: string, { t }: CommandContext): void {
  console.log(t(server ? "cli.restore.running" : "cli.restore.done", { folder }));
  if (setAside !== undefined) console.log(t("cli.restore.set-aside", { folder: setAside }));
  if (server && pending.length > 0) console.log(t("cli.restore.older", { count: pending.length }));
  if (server === "other-address") console.log(t("cli.restore.moved"));
}
