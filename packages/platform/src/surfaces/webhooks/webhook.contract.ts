import { z } from "zod";
import { WebhookEndpointId } from "../../facts/identifiers/index.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { SenderName } from "./sender-name.schema.ts";

const EndpointView = z.object({
  endpointId: WebhookEndpointId,
  sender: SenderName,
  /** The name under which what it sends is recorded. */
  source: z.string(),
  /** Where the sender sends to, behind the address of this server. */
  path: z.string(),
  createdAt: At,
  disabledAt: At.optional(),
  /** Until when the secret before this one is still good. */
  previousUntil: At.optional(),
  /** Requests that were signed wrongly or too long ago: many of them mean a wrong secret. Up to a minute old. */
  refused: z.int(),
  /** Events that wait to be read, and that a person has to look at. */
  waiting: z.int(),
  open: z.int(),
  lastReceivedAt: At.optional(),
});

const Secret = z.string().min(16).max(200);

export const listWebhookEndpoints = contract("webhook-endpoints.list", {
  summary: "The addresses to which others' systems send events, newest first.",
  http: "GET /v1/webhook-endpoints",
  input: z.strictObject({}),
  output: z.object({ items: z.array(EndpointView) }),
});

/** Each answers the secret this one time. */
const WithSecret = z.object({ endpoint: EndpointView, secret: z.string() });

export const createWebhookEndpoint = contract("webhook-endpoints.create", {
  summary: "Makes an address for a sender's events; the answer names the secret once.",
  http: "POST /v1/webhook-endpoints",
  input: z.strictObject({
    sender: SenderName,
    source: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,39}$/, {
      error: "expected up to 40 lower-case letters, digits, dots and hyphens",
    }),
    /** The one that the sender signs with. Absent: one is made, to be given to the sender. */
    secret: Secret.optional(),
  }),
  output: WithSecret,
});

export const rotateWebhookSecret = contract("webhook-endpoints.rotate-secret", {
  summary: "Gives an address another secret; the one before stays good for a day.",
  http: "POST /v1/webhook-endpoints/:endpointId/secrets",
  input: z.strictObject({ endpointId: WebhookEndpointId, secret: Secret.optional() }),
  output: WithSecret,
});

export const disableWebhookEndpoint = contract("webhook-endpoints.disable", {
  summary: "Takes nothing more at an address; what it took stays and is read.",
  http: "DELETE /v1/webhook-endpoints/:endpointId",
  input: z.strictObject({ endpointId: WebhookEndpointId }),
  output: EndpointView,
});

const DeliveryState = z.enum(["stored", "read", "malformed", "parked"]);

const DeliveryView = z.object({
  /** A row number. */
  deliveryId: z.string(),
  endpointId: WebhookEndpointId,
  sender: z.string(),
  eventKey: z.string(),
  topic: z.string(),
  state: DeliveryState,
  receivedAt: At,
  readAt: At.optional(),
  attempts: z.int(),
  /** What the last try said, first line. */
  error: z.string().optional(),
  summary: z
    .object({
      taken: z.int(),
      known: z.int(),
      rejected: z.array(z.object({ index: z.int(), field: z.string(), reason: z.string() })),
    })
    .optional(),
});

export const searchWebhookDeliveries = contract("webhook-deliveries.search", {
  summary: "Events that came, newest first.",
  http: "GET /v1/webhook-deliveries",
  input: z.strictObject({
    state: DeliveryState.optional(),
    endpointId: WebhookEndpointId.optional(),
    cursor: z.string().max(300).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(DeliveryView), next: z.string().optional() }),
});

const DeliveryId = z.string().regex(/^\d{1,18}$/, { error: "expected the number of a delivery" });

export const getWebhookDelivery = contract("webhook-deliveries.get", {
  summary: "One event as it came. Its body stands for three days after it was read, and for 30 while it is open.",
  http: "GET /v1/webhook-deliveries/:deliveryId",
  input: z.strictObject({ deliveryId: DeliveryId }),
  output: DeliveryView.extend({ headers: z.record(z.string(), z.string()), body: z.string().optional() }),
});

export const replayWebhookDelivery = contract("webhook-deliveries.replay", {
  summary: "Has an event read once more; what is known already is not taken twice.",
  http: "POST /v1/webhook-deliveries/:deliveryId/replays",
  input: z.strictObject({ deliveryId: DeliveryId }),
  output: DeliveryView,
});
