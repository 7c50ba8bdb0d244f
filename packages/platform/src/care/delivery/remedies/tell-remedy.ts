import type { IncidentKind } from "../../../facts/delivery/incident.schema.ts";
import type { RemedyKind } from "../../../facts/delivery/remedy.schema.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { toWire } from "../../../foundation/ids/index.ts";
import { queueMessage } from "../../../means/messages/index.ts";
import type { RemedyCase } from "./read-case.ts";
import { deliveryRemedyDone } from "./remedy-done.ts";
import { deliveryActionNeeded, deliveryDelay, deliveryLegalNotice } from "./remedy-messages.ts";

/** What the shopper has to do something about: the carrier waits for them. */
const waitsForShopper: readonly IncidentKind[] = ["wrong-address", "held-for-pickup", "attempt-failed"];

/** Why a delivery in trouble is spoken of once more. */
type Again = "reminder" | "again" | `again-${number}` | IncidentKind;

/** Tells of a delivery in trouble: once for an incident, and once more for each reason there is to speak of it again. */
export async function tellTrouble(tx: DatabaseTx, clock: Clock, asked: RemedyCase, again?: Again): Promise<void> {
  const { incidentId, orderId, shopperId, kind } = asked;
  const about = `incident/${toWire("inc", incidentId)}`;
  const key = again === undefined ? about : `${about}/${again}`;
  const message = waitsForShopper.includes(kind) ? deliveryActionNeeded : deliveryDelay;
  await queueMessage(tx, clock, message, { shopperId, orderId, key, values: { incidentId } });
}

/** Gives the notice that the law asks for. @param times how often it was given before: each delay is asked about once */
export async function giveNotice(tx: DatabaseTx, clock: Clock, asked: RemedyCase, times: number): Promise<void> {
  const { incidentId, orderId, shopperId } = asked;
  const about = `incident/${toWire("inc", incidentId)}`;
  const key = times === 0 ? about : `${about}/notice-${times + 1}`;
  await queueMessage(tx, clock, deliveryLegalNotice, { shopperId, orderId, key, values: { incidentId } });
}

/** Tells that what was chosen is done. */
export async function tellDone(tx: DatabaseTx, clock: Clock, asked: RemedyCase, kind: RemedyKind): Promise<void> {
  const { incidentId, orderId, shopperId } = asked;
  const key = `incident/${toWire("inc", incidentId)}/done/${kind}`;
  await queueMessage(tx, clock, deliveryRemedyDone, { shopperId, orderId, key, values: { incidentId, kind } });
}
