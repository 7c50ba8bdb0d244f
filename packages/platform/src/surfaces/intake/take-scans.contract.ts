import { z } from "zod";
import { contract } from "../../foundation/contracts/index.ts";
import { takeEvents } from "./take-events.contract.ts";

/** The scans are read one by one, so that a bad one does not fail the others. Their shape is that of a `scan` record. */
export const takeScans = contract("parcels.record-scans", {
  summary:
    "Takes up to 1,000 scans of parcels, as scan records without their type; each bad one is answered with index, field and reason.",
  http: "POST /v1/parcels/scans",
  input: takeEvents.input.omit({ records: true }).extend({ scans: z.array(z.unknown()).min(1).max(1_000) }),
  output: takeEvents.output,
});
