import { z } from "zod";

/**
 * What is wrong with a delivery, from what may still come right to what will not: an incident becomes another kind only further down this
 * list, so that one parcel's passing trouble never hides a graver one.
 */
export const IncidentKind = z.enum([
  "late",
  "held-for-pickup",
  "attempt-failed",
  "customs",
  "wrong-address",
  "no-movement",
  "returning",
  "damaged",
  "lost",
]);
export type IncidentKind = z.output<typeof IncidentKind>;

/** How an incident ended. `superseded`: a person found that there was nothing in it, or that something else has taken its place. */
export const IncidentOutcome = z.enum(["in-time", "late", "returned", "lost", "cancelled", "reshipped", "superseded"]);
export type IncidentOutcome = z.output<typeof IncidentOutcome>;

/** Why a delivery is in trouble: the key of a text under `delivery.because.`, and what it is filled in with. */
export const IncidentReason = z.object({
  key: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type IncidentReason = z.output<typeof IncidentReason>;
