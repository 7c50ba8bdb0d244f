import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { MessageKind } from "./message-kind.ts";
import { MessageSettings } from "./settings.schema.ts";

const usual: MessageSettings = {
  quietHours: { from: "21:00", until: "08:00" },
  caps: { care: { perDay: 1, perWeek: 3 }, guide: { perDay: 1, perWeek: 3 }, marketing: { perWeek: 2 } },
  kinds: {},
};

/** As saved, or as the house ships. */
export async function readSettings(tx: DatabaseTx): Promise<MessageSettings> {
  const row = await tx.db.selectFrom("message_settings").select("document").executeTakeFirst();
  return row ? MessageSettings.parse(row.document) : usual;
}

/** @param now real time */
export async function writeSettings(tx: DatabaseTx, settings: MessageSettings, now: Date): Promise<void> {
  const document = JSON.stringify(settings);
  await tx.db
    .insertInto("message_settings")
    .values({ document })
    .onConflict((conflict) => conflict.column("only_row").doUpdateSet({ document }))
    .execute();
  // What held a message may be over with it.
  await tx.db
    .updateTable("messages")
    .set({ due_at: now })
    .where("state", "=", "queued")
    .where("held_because", "is not", null)
    .execute();
}

export function isEnabled({ kinds }: MessageSettings, { name, usuallySent, askedByLaw }: MessageKind): boolean {
  if (askedByLaw) return true;
  return Object.hasOwn(kinds, name) ? kinds[name] === true : usuallySent;
}
