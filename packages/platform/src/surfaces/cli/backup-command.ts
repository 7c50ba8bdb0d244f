import { ConfigError, readConfig } from "../../foundation/config/index.ts";
import { backup, startEmbedded } from "../../foundation/database/index.ts";
import { type Command, usage } from "./command.ts";
import { fromCaller } from "./from-caller.ts";
import { progressBar } from "./progress-bar.ts";

/** `backup DIR`: copies the embedded database, running or not. */
export const backupCommand: Command = async ({ argv, env, t }) => {
  const [folder] = argv;
  if (!folder) throw usage({ usage: "npm run aftercare -- backup DIR" });
  const config = readConfig(env);
  if (config.databaseUrl !== undefined) throw new ConfigError(t("cli.backup.external"));
  const embedded = await startEmbedded(config.dataFolder);
  const bar = progressBar(t("cli.backup.copying"));
  try {
    const onProgress = ({ copied, total }: { copied: number; total: number }) => bar.update(copied, total);
    await backup(embedded, fromCaller(folder, env), { onProgress });
  } finally {
    bar.stop();
    await embedded.stop();
  }
  console.log(t("cli.backup.done", { folder: fromCaller(folder, env) }));
};
