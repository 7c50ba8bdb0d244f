import {
  sampleDestinations,
  sampleGuides,
  sampleReturnLabels,
  sampleReturnPolicy,
  sampleShipping,
} from "@aftercare/simulator";
import { saveContentOperation } from "../../care/content/index.ts";
import {
  createDestinationOperation,
  getSettingsOperation,
  saveSettingsOperation,
} from "../../care/dispositions/index.ts";
import { saveOriginOperation, saveServiceOperation } from "../../facts/shipping/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { type Id, toWire } from "../../foundation/ids/index.ts";
import type { Context, Operation } from "../../foundation/operations/index.ts";
import { publishReturnPolicyOperation, readPolicy } from "../../judgement/return-policies/index.ts";
import { saveLabelSettingsOperation } from "../../means/labels/index.ts";

/** What a person would set up in the console on their first day: where the sample retailer sends from, by what, how goods come back, who takes them then, and its guides. */
export async function furnishShop(tx: Tx, clock: Clock): Promise<void> {
  const context = asManager(tx, clock);
  for (const origin of sampleShipping.origins) await save(saveOriginOperation, context, origin);
  for (const { store, ...service } of sampleShipping.services) {
    const storeId = store === undefined ? undefined : await idOfStore(tx, store);
    // Without its store there is nothing to collect at.
    if (store !== undefined && storeId === undefined) continue;
    await save(saveServiceOperation, context, { ...service, ...(storeId !== undefined && { storeId }) });
  }
  await save(saveLabelSettingsOperation, context, sampleReturnLabels);
  const { version } = (await readPolicy(tx))!;
  const policy = { document: sampleReturnPolicy, after: version, note: "" };
  if (version === 0) await save(publishReturnPolicyOperation, context, policy);
  for (const destination of sampleDestinations.destinations)
    await save(createDestinationOperation, context, destination);
  const { settings, revision } = await getSettingsOperation.run(context, {});
  const groups = sampleDestinations.neitherClothingNorShoes.map((category) => ({ category, group: "other" as const }));
  await saveSettingsOperation.run(context, { settings: { ...settings, groups }, revision });
  for (const guide of sampleGuides) await save(saveContentOperation, context, guide);
}

/** Read as it would be when it came from outside: what the operation refuses must not come in by another door. */
async function save<Input, Output>(
  { contract, run }: Operation<Input, Output>,
  context: Context,
  given: unknown,
): Promise<Output> {
  return run(context, contract.input.parse(given) as Input);
}

async function idOfStore(tx: Tx, key: string): Promise<string | undefined> {
  const store = await tx.db.selectFrom("stores").select("id").where("key", "=", key).executeTakeFirst();
  return store && toWire("sto", store.id as Id<"sto">);
}

function asManager(tx: Tx, clock: Clock): Context {
  const session = { token: undefined, start: () => {}, end: () => {} };
  return { tx, clock, actor: { role: "manager", id: "start", scope: {} }, locale: "en", session };
}
