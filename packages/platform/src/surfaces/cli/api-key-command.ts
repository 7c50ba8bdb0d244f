import { type Role, roles } from "../../foundation/actors/index.ts";
import { createApiKey, revokeApiKey } from "../../foundation/auth/index.ts";
import { readConfig } from "../../foundation/config/index.ts";
import { toUuid } from "../../foundation/ids/index.ts";
import { openPlatform } from "../../platform.ts";
import { type Command, usage } from "./command.ts";

const help = "npm run aftercare -- api-key create LABEL [ROLE] | api-key revoke KEY";

/** `api-key create LABEL [ROLE]` prints a new key, once; `api-key revoke KEY` ends one, by the part before its dot. */
export const apiKeyCommand: Command = async ({ argv: [verb, subject, role = "service"], env, t }) => {
  if (!subject || (verb !== "create" && verb !== "revoke") || !isRole(role)) throw usage({ usage: help });
  const platform = await openPlatform(readConfig(env), "aftercare api-key");
  try {
    await platform.work.run("operator", async (tx) => {
      if (verb === "create")
        return console.log(await createApiKey(tx, { label: subject, role }, platform.clock.real()));
      const id = toUuid("key", subject.split(".")[0] ?? "");
      if (!(await revokeApiKey(tx, id, platform.clock.real()))) throw usage({ usage: help });
      console.log(t("cli.api-key.revoked"));
    });
  } finally {
    await platform.close();
  }
};

function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text) && text !== "anonymous";
}
