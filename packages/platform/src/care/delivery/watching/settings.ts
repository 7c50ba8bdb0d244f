import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { DeliverySettings } from "../settings.schema.ts";

/** As the house ships. */
export const usualSettings: DeliverySettings = {
  alertAt: 0.5,
  alertAtOccasion: 0.3,
  silenceHours: { announced: 48, moving: 60, customs: 96, other: 48 },
  lostAfterDays: 14,
  remedyAnswerHours: 48,
};

/** As saved, or as the house ships. */
export async function readSettings(tx: DatabaseTx): Promise<DeliverySettings> {
  const row = await tx.db.selectFrom("delivery_settings").select("document").executeTakeFirst();
  return row ? DeliverySettings.parse(row.document) : usualSettings;
}

export async function writeSettings(tx: DatabaseTx, settings: DeliverySettings): Promise<void> {
  const document = JSON.stringify(settings);
  await tx.db
    .insertInto("delivery_settings")
    .values({ document })
    .onConflict((conflict) => conflict.column("only_row").doUpdateSet({ document }))
    .execute();
}
