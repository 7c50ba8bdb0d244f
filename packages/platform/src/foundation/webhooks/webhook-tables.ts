import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { DeliverySummary } from "./delivery.ts";

declare module "../database/tables.ts" {
  interface Tables {
    webhook_endpoints: WebhookEndpointTable;
    webhook_deliveries: WebhookDeliveryTable;
  }
}

export interface WebhookEndpointTable {
  id: string;
  sender: string;
  source: string;
  secret: string;
  previous_secret: string | null;
  previous_until: Date | null;
  refused: ColumnType<bigint, never, bigint>;
  created_at: Date;
  disabled_at: Date | null;
}

interface WebhookDeliveryTable {
  id: Generated<bigint>;
  endpoint_id: string;
  event_key: string;
  topic: string;
  headers: JSONColumnType<Record<string, string>>;
  body: Buffer | null;
  state: DeliveryState;
  attempts: Generated<number>;
  received_at: Date;
  due_at: Date;
  read_at: Date | null;
  summary: ColumnType<DeliverySummary | null, string | null, string | null>;
  error: string | null;
}

/** `malformed`: signed, but no event of this sender. `parked`: could not be read, a person has to look at it. */
export type DeliveryState = "stored" | "read" | "malformed" | "parked";
