import { z } from "zod";
import { ActionTerms } from "../../facts/actions/action-terms.schema.ts";
import { IncidentKind, IncidentOutcome, IncidentReason } from "../../facts/delivery/incident.schema.ts";
import { DecisionId, IncidentId, OrderId, ParcelId } from "../../facts/identifiers/index.ts";
import { ParcelFault, ParcelStatus } from "../../facts/parcels/status.schema.ts";
import { ShopperLabel } from "../../facts/shoppers/shopper.contract.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { RemedyState } from "./remedy-state.schema.ts";
import { DeliverySettings } from "./settings.schema.ts";

/** A calendar day where the retailer is. */
const Day = z.iso.date();
const Chance = z.number().min(0).max(1);

/** A delivery in trouble, in a listing. */
export const IncidentSummary = z.object({
  incidentId: IncidentId,
  orderId: OrderId,
  orderNumber: z.string(),
  shopper: ShopperLabel.optional(),
  kind: IncidentKind,
  /** Absent as long as nobody knows whose doing it is. */
  fault: ParcelFault.optional(),
  /** Why it is believed, the main reason first; `text` in the caller's language. */
  because: z.array(IncidentReason.extend({ text: z.string() })),
  openedAt: At,
  /** Opened before what was promised was over. */
  predicted: z.boolean(),
  /** To arrive after what was promised: when it was opened, and now where the order is still watched. */
  chanceLate: Chance,
  chanceLateNow: Chance.optional(),
  /** Whether that was learned from deliveries or is what is stated; absent where the order is not watched any more. */
  basis: z.enum(["learned", "stated"]).optional(),
  promisedLatest: Day.optional(),
  newEarliest: Day.optional(),
  newLatest: Day.optional(),
  /** `service|origin|country|zone`, with `-` for what is not known; absent where nothing was promised. */
  lane: z.string().optional(),
  /** The parcel that is worst off; absent while nothing was sent. */
  parcel: z
    .object({
      parcelId: ParcelId,
      trackingNumber: z.string().optional(),
      carrier: z.string().optional(),
      status: ParcelStatus,
      lastScanAt: At.optional(),
      /** When any sender last spoke of it. */
      lastHeardAt: At.optional(),
    })
    .optional(),
  /** What was decided to do, once it was. Amounts are expectations: minor units as real numbers. */
  remedy: z
    .object({
      decisionId: DecisionId,
      action: z.string(),
      /** Absent for `none`, which is to explain and to apologise. */
      terms: ActionTerms.optional(),
      /** By how much it is expected to be worth more than to explain and apologise only. */
      worth: z.number(),
      currency: z.string(),
      /** Where it stands: `offered` as long as something can still be chosen in its place. Absent before it was offered. */
      state: RemedyState.optional(),
    })
    .optional(),
  closedAt: At.optional(),
  outcome: IncidentOutcome.optional(),
});

export const IncidentView = IncidentSummary.extend({
  /** How the promise was revised, latest first. */
  revisions: z.array(z.object({ at: At, earliest: Day, latest: Day, chanceLate: Chance, cause: z.string() })),
  /** Earlier ones of the same order, latest first. */
  earlier: z.array(
    z.object({ incidentId: IncidentId, kind: IncidentKind, openedAt: At, outcome: IncidentOutcome.optional() }),
  ),
});

export const listIncidents = contract("delivery.incidents", {
  summary: "Deliveries in trouble: those first where acting is expected to be worth most, then the latest.",
  http: "GET /v1/incidents",
  input: z.strictObject({
    /** Absent: open ones and closed ones. */
    open: z.boolean().optional(),
    kind: IncidentKind.optional(),
    fault: ParcelFault.optional(),
    lane: z.string().max(200).optional(),
    orderId: OrderId.optional(),
    cursor: z.string().max(300).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    items: z.array(IncidentSummary),
    next: z.string().optional(),
    /** On the first page: how many there are of each kind, of all that the other conditions fit. */
    counts: z.array(z.object({ kind: IncidentKind, count: z.int() })).optional(),
  }),
});

export const getIncident = contract("delivery.get-incident", {
  summary: "One delivery in trouble, with how its promise was revised and what happened to the order before.",
  http: "GET /v1/incidents/:incidentId",
  input: z.strictObject({ incidentId: IncidentId }),
  output: IncidentView,
});

export const closeIncident = contract("delivery.close-incident", {
  summary:
    "Closes an incident by hand; it is opened again when something new is said of the order's parcels, or when it is worse.",
  http: "POST /v1/incidents/:incidentId/closing",
  input: z.strictObject({
    incidentId: IncidentId,
    /** Whether it arrived in time or late is never for a person to say: the carrier's scans do. */
    outcome: IncidentOutcome.exclude(["in-time", "late"]).default("superseded"),
  }),
  output: IncidentView,
});

/** A share with its 95 % interval (Wilson); absent where there was nothing to count. */
const Share = z.object({ value: Chance, low: Chance, high: Chance }).optional();

const AlertFigures = z.object({
  /** Promises whose end is known: of how many an alert was given in time, and how many were missed. */
  promises: z.int(),
  alerts: z.int(),
  missed: z.int(),
  /** Alerts that were followed by a late arrival. */
  foreseen: z.int(),
  /** Of the alerts, those that were right. */
  precision: Share,
  /** Of the late arrivals, those that were foreseen. */
  recall: Share,
  /** The harmonic mean of both. */
  f: Chance.optional(),
  /** Hours from a right alert to the end of what was promised: median and quartiles. */
  leadHours: z.object({ lower: z.number(), median: z.number(), upper: z.number() }).optional(),
});

export const alertAccuracy = contract("delivery.alert-accuracy", {
  summary: "How good alerts were, over promises whose end is known: precision, recall and lead time at each threshold.",
  http: "GET /v1/delivery/alert-accuracy",
  input: z.strictObject({
    /** Days on which what was promised was over. */
    from: Day.optional(),
    to: Day.optional(),
    /** Which: orders that were watched while they were under way, or an imported history, replayed from the hand-over on. */
    basis: z.enum(["watched", "replayed"]).optional(),
    /** The threshold that groups are judged at; the one in force where it is absent. */
    at: Chance.optional(),
  }),
  output: z.object({
    basis: z.enum(["watched", "replayed"]),
    at: Chance,
    all: AlertFigures,
    /** The chance that a late one was given a higher chance than one in time (0.5: told by a coin). */
    auc: Chance.optional(),
    curve: z.array(AlertFigures.extend({ at: Chance })),
    /** By lane, the most promises first; at most 50. */
    lanes: z.array(AlertFigures.extend({ lane: z.string() })),
    /** Incidents of the same days by kind, whatever they were opened for. */
    kinds: z.array(z.object({ kind: IncidentKind, opened: z.int(), predicted: z.int(), late: z.int() })),
    /** Left out: what was done about them has changed how they ended. */
    remedied: z.int(),
    /** Left out: promises that are still open. */
    waiting: z.int(),
  }),
});

export const getDeliverySettings = contract("delivery.settings", {
  summary: "When the retailer wants to hear of a delivery.",
  http: "GET /v1/delivery/settings",
  input: z.strictObject({}),
  output: DeliverySettings,
});

export const saveDeliverySettings = contract("delivery.save-settings", {
  summary: "Changes when the retailer wants to hear of a delivery; counts from the next look at each order on.",
  http: "PUT /v1/delivery/settings",
  input: DeliverySettings,
  output: DeliverySettings,
});
