import type { JSONColumnType } from "kysely";
import type { ParcelFault } from "../parcels/status.schema.ts";
import type { IncidentKind, IncidentOutcome, IncidentReason } from "./incident.schema.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    incidents: IncidentTable;
  }
}

/** A delivery in trouble; open as long as it has no `closed_at`. */
interface IncidentTable {
  id: string;
  order_id: string;
  shopper_id: string;
  parcel_id: string | null;
  promise_id: string | null;
  kind: IncidentKind;
  fault: ParcelFault | null;
  opened_at: Date;
  predicted: boolean;
  /** When it was opened. */
  chance_late: number;
  promised_latest: string | null;
  new_earliest: string | null;
  new_latest: string | null;
  because: JSONColumnType<readonly IncidentReason[]>;
  decision_id: string | null;
  closed_at: Date | null;
  /** The person who closed it; null where it ended by itself. */
  closed_by: string | null;
  outcome: IncidentOutcome | null;
}
