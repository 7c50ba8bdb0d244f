import { anything, operation } from "../../foundation/operations/index.ts";
import { badInput } from "../../foundation/problems/index.ts";
import { labelProviders } from "./label-providers.ts";
import { getLabelSettings, saveLabelSettings } from "./label-settings.contract.ts";
import { readLabelSettings, storeLabelSettings } from "./label-settings.ts";

export const getLabelSettingsOperation = operation(getLabelSettings, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  run: ({ tx }) => readLabelSettings(tx),
});

export const saveLabelSettingsOperation = operation(saveLabelSettings, {
  by: { manager: anything, admin: anything },
  async run({ tx, clock }, settings) {
    const names = labelProviders.map(({ name }) => name);
    for (const [index, { provider }] of settings.ways.entries()) {
      if (names.includes(provider)) continue;
      const field = `ways/${index}/provider`;
      const message = `is none of ${names.join(", ")}`;
      throw badInput({ field, reason: message }, { fields: [{ field, message }] });
    }
    await storeLabelSettings(tx, settings, clock.now());
    return settings;
  },
});
