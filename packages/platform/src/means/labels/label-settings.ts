import { z } from "zod";
import type { CarriedMethod } from "../../facts/return-requests/return-request.schema.ts";
import { type DatabaseTx, statement } from "../../foundation/database/index.ts";
import { LabelSettings, usualSettings, type Way } from "./label-settings.schema.ts";

export async function readLabelSettings(tx: DatabaseTx): Promise<LabelSettings> {
  const [row] = await readDocument(tx);
  return row ? LabelSettings.parse(row.document) : usualSettings;
}

const readDocument = statement<[], { document: unknown }>(
  "return-label-settings",
  "select document from return_label_settings",
);

export async function storeLabelSettings({ db }: DatabaseTx, settings: LabelSettings, now: Date): Promise<void> {
  const row = { document: JSON.stringify(z.encode(LabelSettings, settings)), saved_at: now };
  await db
    .insertInto("return_label_settings")
    .values(row)
    .onConflict((conflict) => conflict.column("only_row").doUpdateSet(row))
    .execute();
}

/** The way that goods travel from a country by a method. Where nobody said which country, ways for certain countries count as well. */
export function wayFor({ ways }: LabelSettings, method: CarriedMethod, country: string | undefined): Way | undefined {
  return ways.find(
    (way) =>
      way.method === method &&
      (country === undefined || way.countries === undefined || way.countries.includes(country)),
  );
}
