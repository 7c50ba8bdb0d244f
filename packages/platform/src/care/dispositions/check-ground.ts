import type { z } from "zod";
import { dayAt, type PlainDayNumber } from "../../foundation/calendar/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import {
  type DestructionGround,
  destructionGrounds,
  destructionLaw,
  isDonationRefused,
  refusedOffers,
} from "../../judgement/law/index.ts";
import { placeOf } from "./catchment.ts";
import { dispositionMeanings } from "./disposition.schema.ts";
import { donationNotRefused, needsEvidence, needsGround } from "./disposition-problems.ts";
import type { DispositionSettings } from "./disposition-settings.schema.ts";
import type { disposeItems } from "./item.contract.ts";
import type { ItemTable } from "./item-tables.ts";
import { groupOf } from "./settings.ts";

interface Discarding {
  readonly item: ItemTable;
  readonly wanted: Pick<z.output<typeof disposeItems.input>, "disposition" | "ground" | "evidence">;
  readonly settings: DispositionSettings;
  readonly today: PlainDayNumber;
}

/**
 * The hard rule: what nobody can use any more afterwards is only given up on a ground that the law of the place knows, with what proves it. Destroying
 * on purpose needs a ground everywhere.
 * @throws destruction-needs-ground, ground-needs-evidence, donation-not-refused (409)
 */
export async function checkGround(tx: Tx, { item, wanted, settings, today }: Discarding): Promise<void> {
  const { disposition, ground, evidence } = wanted;
  const { way } = dispositionMeanings[disposition];
  if (way === undefined) return;
  const { country } = placeOf(item, settings);
  const law = destructionLaw({
    country,
    size: settings.companySize,
    group: groupOf(settings, item.category),
    on: today,
  });
  const every = Object.keys(destructionGrounds) as DestructionGround[];
  const allowed = law.grounds[way] ?? (disposition === "destroy" ? every : undefined);
  if (allowed === undefined) return;
  if (ground === undefined || !allowed.includes(ground)) {
    const sources = [...new Set(law.rules.map(({ source }) => source))].join("; ");
    throw needsGround({ field: "ground", sku: item.sku, law: sources, allowed: allowed.join(", ") });
  }
  const proof = destructionGrounds[ground].evidence;
  if (proof === "refused-offers") await checkRefused(tx, item, today);
  else if (evidence === undefined) throw needsEvidence({ field: "evidence", ground });
}

async function checkRefused(tx: Tx, item: ItemTable, today: PlainDayNumber): Promise<void> {
  const rows = await tx.db
    .selectFrom("donation_offers")
    .select(["destination_id", "offered_at", "answer"])
    .where("item_id", "=", item.id)
    .execute();
  const offers = rows.map(({ destination_id: destinationId, offered_at, answer }) => ({
    ...{ destinationId, offeredOn: dayAt(offered_at, "UTC").day, answer: answer ?? undefined },
  }));
  if (isDonationRefused(offers, today)) return;
  const refused = offers.filter(({ answer }) => answer === "refused").length;
  throw donationNotRefused({ field: "ground", asked: offers.length, refused, ...refusedOffers });
}
