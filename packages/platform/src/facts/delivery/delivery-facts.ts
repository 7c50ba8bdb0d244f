import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { IncidentId, OrderId, ParcelId, ShopperId } from "../identifiers/index.ts";
import { ParcelFault } from "../parcels/status.schema.ts";
import { IncidentKind, IncidentOutcome } from "./incident.schema.ts";

const incident = { incidentId: IncidentId, orderId: OrderId, shopperId: ShopperId };

/** Calendar days where the retailer is. */
const window = { newEarliest: z.iso.date().optional(), newLatest: z.iso.date().optional() };

export const incidentOpened = fact("delivery.incident-opened", {
  summary: "A delivery is in trouble, or will probably be; one at a time for an order.",
  data: z.object({
    ...incident,
    /** The one that is worst off. */
    parcelId: ParcelId.optional(),
    kind: IncidentKind,
    /** Absent as long as nobody knows whose doing it is. */
    fault: ParcelFault.optional(),
    /** Of arriving after what was promised. */
    chanceLate: z.number().min(0).max(1),
    promisedLatest: z.iso.date().optional(),
    ...window,
    /** Before what was promised was over. */
    predicted: z.boolean(),
  }),
});

export const incidentChanged = fact("delivery.incident-changed", {
  summary: "A delivery in trouble is in graver trouble than before.",
  data: z.object({ ...incident, from: IncidentKind, to: IncidentKind, fault: ParcelFault.optional(), ...window }),
});

export const incidentClosed = fact("delivery.incident-closed", {
  summary: "The trouble with a delivery is over, one way or another.",
  data: z.object({ ...incident, kind: IncidentKind, outcome: IncidentOutcome }),
});
