import { anything, type Operation, operation } from "../../foundation/operations/index.ts";
import { badInput } from "../../foundation/problems/index.ts";
import { getMessageSettings, saveMessageSettings } from "./message.contract.ts";
import type { MessageKind } from "./message-kind.ts";
import { readSettings, writeSettings } from "./settings.ts";

const boss = { manager: anything, admin: anything } as const;

export const getSettingsOperation = operation(getMessageSettings, { by: boss, run: ({ tx }) => readSettings(tx) });

function refused(kind: string, message: string) {
  const field = `kinds/${kind}`;
  return badInput({ field, reason: message }, { fields: [{ field, message }] });
}

export function saveSettingsOperation(kinds: readonly MessageKind[]): Operation {
  return operation(saveMessageSettings, {
    by: boss,
    async run({ tx, clock }, settings) {
      const unknown = Object.keys(settings.kinds).find((name) => !kinds.some((kind) => kind.name === name));
      if (unknown !== undefined)
        throw refused(
          unknown,
          `no kind of message is called ${unknown}; there are ${kinds.map(({ name }) => name).join(", ")}`,
        );
      const due = kinds.find(({ name, askedByLaw }) => askedByLaw && settings.kinds[name] === false);
      if (due) throw refused(due.name, "a law asks for this kind of message: it cannot be turned off");
      await writeSettings(tx, settings, clock.real());
      return settings;
    },
  }) as Operation;
}
