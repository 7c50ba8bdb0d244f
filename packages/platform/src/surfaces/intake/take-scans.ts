import { anything, operation } from "../../foundation/operations/index.ts";
import { takeRecords } from "./take-events.ts";
import { takeScans as contract } from "./take-scans.contract.ts";

/** For services, and for a desk that knows better than a carrier: a scan that names another in `retracts` takes it back. */
export const takeScans = operation(contract, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  run: ({ tx, clock }, { source, scans }) =>
    takeRecords(
      tx,
      clock,
      source,
      scans.map((scan) => (typeof scan === "object" && scan !== null ? { ...scan, type: "scan" } : scan)),
    ),
});
