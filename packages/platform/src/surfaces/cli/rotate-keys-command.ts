import { rotateSigningKey } from "../../foundation/auth/index.ts";
import { readConfig } from "../../foundation/config/index.ts";
import { openPlatform } from "../../platform.ts";
import type { Command } from "./command.ts";

/** Links that went out before a rotation stay good this long, unless the old key leaked (`--now`). */
const graceDays = 30;

/** `rotate-keys [--now]`: signs links with a fresh key from here on. */
export const rotateKeysCommand: Command = async ({ argv, env, t }) => {
  const platform = await openPlatform(readConfig(env), "aftercare rotate-keys");
  try {
    const now = platform.clock.real();
    const trustedUntil = argv.includes("--now") ? now : new Date(now.getTime() + graceDays * 86_400_000);
    await platform.work.run("operator", (tx) => rotateSigningKey(tx, now, trustedUntil));
    console.log(t(argv.includes("--now") ? "cli.rotate-keys.now" : "cli.rotate-keys.done", { days: graceDays }));
  } finally {
    await platform.close();
  }
};
