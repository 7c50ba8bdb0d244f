import { z } from "zod";
import { At, contract } from "../../foundation/contracts/index.ts";
import { OrderId, ParcelId, ScanId } from "../identifiers/index.ts";
import { ParcelFault, ParcelProblem, ParcelStatus, ScanStatus } from "./status.schema.ts";

/** One parcel in a listing: where it is, as computed from its scans. */
export const ParcelSummary = z.object({
  parcelId: ParcelId,
  trackingNumber: z.string().optional(),
  /** As it was sent. */
  carrier: z.string().optional(),
  /** One for all spellings. */
  carrierCode: z.string().optional(),
  direction: z.enum(["outbound", "return"]),
  status: ParcelStatus,
  /** 0 announced, 1 moving, 2 delivered, 3 coming back, 4 back at the sender. */
  phase: z.int(),
  problem: ParcelProblem.optional(),
  fault: ParcelFault.optional(),
  statusAt: At.optional(),
  /** The latest scan, of whatever code. */
  lastScanAt: At.optional(),
  /** When any sender last spoke of it, news or not. */
  lastHeardAt: At.optional(),
  orders: z.array(z.object({ orderId: OrderId, number: z.string() })),
  /** Numbers of orders that it is said to belong to and that nobody knows yet. */
  waitsFor: z.array(z.string()),
});

const ParcelScan = z.object({
  scanId: ScanId,
  /** What a later scan names to take this one back. */
  key: z.string(),
  source: z.string(),
  /** The sender's own. */
  code: z.string(),
  /** Absent where nobody knows what the code stands for. */
  status: ScanStatus.optional(),
  fault: ParcelFault.optional(),
  at: At,
  heardAt: At,
  text: z.string().optional(),
  place: z.string().optional(),
  country: z.string().optional(),
  estimatedFrom: At.optional(),
  estimatedUntil: At.optional(),
  retracts: z.string().optional(),
  /** Absent where it counts: it was taken back, takes another back, or lies too far ahead. */
  ignored: z.enum(["retracted", "retraction", "future"]).optional(),
});

export const ParcelView = ParcelSummary.extend({
  service: z.string().optional(),
  country: z.string().optional(),
  /** One for the parcels of one shipment. */
  shipmentKey: z.string().optional(),
  /** Of a return: the parcel whose goods come back. */
  forwardParcelId: ParcelId.optional(),
  shippedAt: At.optional(),
  pickedUpAt: At.optional(),
  deliveredAt: At.optional(),
  returnedAt: At.optional(),
  /** Days on which delivery was tried in vain. */
  attempts: z.int(),
  estimatedFrom: At.optional(),
  estimatedUntil: At.optional(),
  /** What senders call it. */
  names: z.array(z.object({ source: z.string(), key: z.string() })),
  /** What is in it, where somebody said so. */
  lines: z.array(z.object({ orderId: OrderId, line: z.int(), quantity: z.int() })),
  /** Latest first. */
  scans: z.array(ParcelScan),
});

export const getParcel = contract("parcels.get", {
  summary: "One parcel with its orders and everything that was said of it, latest first.",
  http: "GET /v1/parcels/:parcelId",
  input: z.strictObject({ parcelId: ParcelId }),
  output: ParcelView,
});

export const searchParcels = contract("parcels.search", {
  summary: "Parcels, those that became known last first; by where they are, what is wrong, carrier, number or order.",
  http: "GET /v1/parcels",
  input: z.strictObject({
    status: ParcelStatus.optional(),
    problem: ParcelProblem.optional(),
    /** Whether an order of it is known. */
    matched: z.boolean().optional(),
    /** In any spelling. */
    carrier: z.string().trim().min(1).max(120).optional(),
    /** A tracking number, a sender's own number of the parcel, or the number of an order, whole. */
    q: z.string().trim().min(1).max(120).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(100).default(20),
  }),
  output: z.object({ items: z.array(ParcelSummary), next: z.string().optional() }),
});

export const matchParcel = contract("parcels.match", {
  summary: "Says that a parcel holds goods of an order, where no sender did.",
  http: "POST /v1/parcels/:parcelId/orders",
  input: z.strictObject({ parcelId: ParcelId, orderId: OrderId }),
  output: ParcelView,
});

const ScanCode = z.object({
  source: z.string(),
  code: z.string(),
  /** What a person said that it stands for. */
  status: ScanStatus.optional(),
  fault: ParcelFault.optional(),
  /** What it stands for as long as nobody has: the meaning of the coarser word beside it, or nothing. */
  standsFor: ScanStatus.optional(),
  seen: z.int(),
  firstSeenAt: At,
  lastSeenAt: At,
  exampleParcelId: ParcelId,
  mappedAt: At.optional(),
});

export const listScanCodes = contract("parcels.list-codes", {
  summary:
    "Codes of senders that the crosswalk does not know: those that nobody has mapped first, the most frequent first.",
  http: "GET /v1/scan-codes",
  input: z.strictObject({ mapped: z.boolean().optional() }),
  output: z.object({ items: z.array(ScanCode) }),
});

export const mapScanCode = contract("parcels.map-code", {
  summary: "Says what a sender's code stands for; parcels with such scans are brought up to date in the background.",
  http: "PUT /v1/scan-codes/:source/:code",
  input: z.strictObject({
    source: z.string().min(1).max(120),
    code: z.string().min(1).max(120),
    status: ScanStatus,
    /** Absent: what the status usually means. */
    fault: ParcelFault.optional(),
  }),
  output: ScanCode.extend({
    /** Parcels whose state is computed anew. */
    parcels: z.int(),
  }),
});
