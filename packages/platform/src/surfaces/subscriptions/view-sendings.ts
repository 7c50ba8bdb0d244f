import type { z } from "zod";
import type { Id } from "../../foundation/ids/index.ts";
import type { testSubscription } from "./subscription.contract.ts";
import type { WebhookSendingTable } from "./subscription-tables.ts";

export function viewSending(row: WebhookSendingTable): z.output<typeof testSubscription.output> {
  const { id, subscription_id, type, state, queued_at, due_at, sent_at, attempts, answered, failure } = row;
  return {
    ...{ sendingId: id as Id<"wsn">, subscriptionId: subscription_id as Id<"wsb">, type, state, attempts },
    queuedAt: queued_at,
    ...(state === "queued" && { dueAt: due_at }),
    ...(sent_at !== null && { sentAt: sent_at }),
    ...(answered !== null && { answered }),
    ...(failure !== null && { failure }),
  };
}
