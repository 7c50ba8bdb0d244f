import type { JSONColumnType } from "kysely";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    incidents: IncidentTable;
  }
}

/** A key of a text and its values. */
interface Reason {
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** A delivery in trouble; open as long as it has no `closed_at`. */
interface IncidentTable {
  id: string;
  order_id: string;
  shopper_id: string;
  parcel_id: string | null;
  promise_id: string | null;
  kind:
    | "late"
    | "no-movement"
    | "customs"
    | "wrong-address"
    | "attempt-failed"
    | "held-for-pickup"
    | "damaged"
    | "lost"
    | "returning";
  fault: "carrier" | "retailer" | "consignee" | "customs" | "weather" | null;
  opened_at: Date;
  predicted: boolean;
  chance_late: number;
  promised_latest: string | null;
  new_earliest: string | null;
  new_latest: string | null;
  because: JSONColumnType<readonly Reason[]>;
  decision_id: string | null;
  closed_at: Date | null;
  outcome: "in-time" | "late" | "returned" | "lost" | "cancelled" | "reshipped" | "superseded" | null;
}
