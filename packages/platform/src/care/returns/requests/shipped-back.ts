import { parcelStatusChanged } from "../../../facts/parcels/index.ts";
import type { Id } from "../../../foundation/ids/index.ts";
import { on } from "../../../foundation/reactions/index.ts";
import { labelOfParcel } from "../../../means/labels/index.ts";
import { returnRequestProcess } from "./return-request.ts";
import { settleUnits } from "./settle-request.ts";
import { changeRequest, lockRequest } from "./store-request.ts";

/** A carrier has it: said once, however many scans follow and in whichever order they come. */
const moving = 1;

/**
 * What goes back has been handed over: it does not lapse any more, and where the policy pays at the first scan, it is paid. The carrier's word is
 * the law's "proof of having sent it" (Directive 2011/83/EU, Article 13(3)).
 */
export const noteShippedBack = on(
  parcelStatusChanged,
  "return-requests.shipped-back",
  async ({ tx, clock }, { data }) => {
    if (data.direction !== "return" || data.phase < moving) return;
    const label = await labelOfParcel(tx, data.parcelId);
    if (!label) return;
    const locked = await lockRequest(tx, label.return_request_id as Id<"rrq">);
    if (locked.request.state !== "open") return;
    const state = returnRequestProcess.next(locked.request.state, "ship");
    const request = await changeRequest(tx, locked.request, { state, expires_at: null });
    if (request.timing !== "first-scan") return;
    const due = locked.lines.map(({ place, quantity, released, settled }) => ({
      place,
      quantity: quantity - released - settled,
    }));
    await settleUnits({ tx, clock, actor: "returns" }, { request, lines: locked.lines }, due);
  },
);
