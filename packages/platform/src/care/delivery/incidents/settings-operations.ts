import { anything, operation } from "../../../foundation/operations/index.ts";
import { badInput } from "../../../foundation/problems/index.ts";
import { getDeliverySettings, saveDeliverySettings } from "../incident.contract.ts";
import { readSettings, writeSettings } from "../watching/settings.ts";

const boss = { manager: anything, admin: anything } as const;

export const getSettingsOperation = operation(getDeliverySettings, { by: boss, run: ({ tx }) => readSettings(tx) });

export const saveSettingsOperation = operation(saveDeliverySettings, {
  by: boss,
  async run({ tx }, settings) {
    if (settings.alertAtOccasion > settings.alertAt) {
      const [field, message] = ["alertAtOccasion", `expected at most alertAt, which is ${settings.alertAt}`];
      throw badInput({ field, reason: message }, { fields: [{ field, message }] });
    }
    await writeSettings(tx, settings);
    return settings;
  },
});
