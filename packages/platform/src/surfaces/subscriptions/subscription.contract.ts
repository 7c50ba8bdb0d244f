import { z } from "zod";
import { WebhookSendingId, WebhookSubscriptionId } from "../../facts/identifiers/index.ts";
import { At, contract } from "../../foundation/contracts/index.ts";

const Pattern = z.string().regex(/^(\*|[a-z-]+(\.[a-z-]+)*(\.\*)?)$/, {
  error: "expected a type of event such as return.recorded, its beginning such as return.*, or *",
});
const Types = z.array(Pattern).min(1).max(50);
const Url = z
  .url({ protocol: /^https?$/, error: "expected an address such as https://shop.example/hooks" })
  .max(500)
  // What is no address at all has been told so already.
  .refine((url) => !URL.canParse(url) || (!new URL(url).username && !new URL(url).hash), {
    error: "expected no user and no # in the address",
  });

const SubscriptionView = z.object({
  subscriptionId: WebhookSubscriptionId,
  url: z.string(),
  types: z.array(z.string()),
  createdAt: At,
  disabledAt: At.optional(),
  /** `gone`: the receiver answered 410. */
  disabledBecause: z.enum(["asked", "gone"]).optional(),
  /** Until when events are signed with the secret before this one as well. */
  previousUntil: At.optional(),
  waiting: z.int(),
  failed: z.int(),
  lastSentAt: At.optional(),
});

export const listSubscriptions = contract("webhook-subscriptions.list", {
  summary: "Who is told of what happens here, newest first.",
  http: "GET /v1/webhook-subscriptions",
  input: z.strictObject({}),
  output: z.object({ items: z.array(SubscriptionView) }),
});

const WithSecret = z.object({ subscription: SubscriptionView, secret: z.string() });

export const createSubscription = contract("webhook-subscriptions.create", {
  summary: "Tells an address of events from now on, signed by Standard Webhooks; the answer names the secret once.",
  http: "POST /v1/webhook-subscriptions",
  input: z.strictObject({ url: Url, types: Types }),
  output: WithSecret,
});

export const changeSubscription = contract("webhook-subscriptions.change", {
  summary: "Changes of what an address is told; one that was disabled is told again.",
  http: "PUT /v1/webhook-subscriptions/:subscriptionId",
  input: z.strictObject({ subscriptionId: WebhookSubscriptionId, url: Url, types: Types }),
  output: SubscriptionView,
});

export const rotateSubscriptionSecret = contract("webhook-subscriptions.rotate-secret", {
  summary: "Signs with another secret; for a day with the one before as well.",
  http: "POST /v1/webhook-subscriptions/:subscriptionId/secrets",
  input: z.strictObject({ subscriptionId: WebhookSubscriptionId }),
  output: WithSecret,
});

export const disableSubscription = contract("webhook-subscriptions.disable", {
  summary: "Tells an address nothing more; what waits for it is not sent.",
  http: "DELETE /v1/webhook-subscriptions/:subscriptionId",
  input: z.strictObject({ subscriptionId: WebhookSubscriptionId }),
  output: SubscriptionView,
});

const SendingView = z.object({
  sendingId: WebhookSendingId,
  subscriptionId: WebhookSubscriptionId,
  type: z.string(),
  state: z.enum(["queued", "sending", "sent", "failed"]),
  queuedAt: At,
  /** When it is tried next. */
  dueAt: At.optional(),
  sentAt: At.optional(),
  attempts: z.int(),
  /** The status of the last answer. */
  answered: z.int().optional(),
  failure: z.string().optional(),
});

export const testSubscription = contract("webhook-subscriptions.test", {
  summary: "Sends an event of the type aftercare.test to an address, to see whether it arrives.",
  http: "POST /v1/webhook-subscriptions/:subscriptionId/tests",
  input: z.strictObject({ subscriptionId: WebhookSubscriptionId }),
  output: SendingView,
});

export const searchSendings = contract("webhook-sendings.search", {
  summary: "What was told to whom, latest first, each with what was answered.",
  http: "GET /v1/webhook-sendings",
  input: z.strictObject({
    subscriptionId: WebhookSubscriptionId.optional(),
    state: z.enum(["queued", "sending", "sent", "failed"]).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(SendingView), next: z.string().optional() }),
});

export const getSending = contract("webhook-sendings.get", {
  summary: "One event as it is told, with its body.",
  http: "GET /v1/webhook-sendings/:sendingId",
  input: z.strictObject({ sendingId: WebhookSendingId }),
  output: SendingView.extend({ body: z.string() }),
});

export const replaySending = contract("webhook-sendings.replay", {
  summary: "Tells an event once more, under the same id, whether it had arrived or not.",
  http: "POST /v1/webhook-sendings/:sendingId/replays",
  input: z.strictObject({ sendingId: WebhookSendingId }),
  output: SendingView,
});

export const listEventTypes = contract("webhook-event-types.list", {
  summary: "Every type of event that can be told, with its JSON schema.",
  http: "GET /v1/webhook-event-types",
  input: z.strictObject({}),
  output: z.object({ items: z.array(z.object({ type: z.string(), summary: z.string(), schema: z.json() })) }),
});
