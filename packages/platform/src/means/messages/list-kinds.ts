import { anything, type Operation, operation } from "../../foundation/operations/index.ts";
import { listMessageKinds } from "./message.contract.ts";
import type { MessageKind } from "./message-kind.ts";
import { isEnabled, readSettings } from "./settings.ts";

export function listKindsOperation(kinds: readonly MessageKind[]): Operation {
  return operation(listMessageKinds, {
    by: { agent: anything, manager: anything, admin: anything, service: anything },
    async run({ tx }) {
      const settings = await readSettings(tx);
      return {
        items: kinds.map((kind) => ({
          ...{ kind: kind.name, purpose: kind.purpose, channels: [...kind.channels] },
          enabled: isEnabled(settings, kind),
          askedByLaw: kind.askedByLaw ?? false,
        })),
      };
    },
  }) as Operation;
}
