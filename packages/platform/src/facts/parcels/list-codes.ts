import { sql } from "kysely";
import { anything, operation } from "../../foundation/operations/index.ts";
import { listScanCodes as contract } from "./parcel.contract.ts";
import { type ScanCodeRow, scanCodeView } from "./scan-codes.ts";

/** Vendors have some hundred codes between them: more that nobody knows would be a fault of ours. */
const MOST = 500;

export const listScanCodesOperation = operation(contract, {
  by: { agent: anything, manager: anything, admin: anything },
  async run({ tx }, { mapped }) {
    const { rows } = await sql<ScanCodeRow>`
      select source, code, status, fault, stands_for, seen, first_seen_at, last_seen_at, example_parcel_id, mapped_at
      from scan_codes
      where ${mapped === undefined ? sql`true` : mapped ? sql`status is not null` : sql`status is null`}
      order by status is not null, seen desc, source, code limit ${MOST}`.execute(tx.db);
    return { items: rows.map(scanCodeView) };
  },
});
