declare module "../../foundation/database/tables.ts" {
  interface Tables {
    webhook_subscriptions: WebhookSubscriptionTable;
    webhook_sendings: WebhookSendingTable;
  }
}

export interface WebhookSubscriptionTable {
  id: string;
  url: string;
  types: string[];
  secret: string;
  previous_secret: string | null;
  previous_until: Date | null;
  created_at: Date;
  disabled_at: Date | null;
  disabled_because: "asked" | "gone" | null;
  /** It gave no answer, and is left alone until then. */
  quiet_until: Date | null;
}

export interface WebhookSendingTable {
  id: string;
  subscription_id: string;
  type: string;
  event_id: string | null;
  body: string;
  state: "queued" | "sending" | "sent" | "failed";
  queued_at: Date;
  due_at: Date;
  lease_until: Date | null;
  attempts: number;
  sent_at: Date | null;
  answered: number | null;
  failure: string | null;
}
