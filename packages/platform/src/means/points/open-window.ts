import { readRetailer } from "../../facts/retailer/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { viewWindow } from "./get-points.ts";
import { endOfDayAfter } from "./periods.ts";
import { openWindow } from "./points.contract.ts";
import { requireHolder } from "./require-holder.ts";
import { openPointsWindow } from "./windows.ts";

/** By hand; decisions and offers open theirs through `openPointsWindow`. */
export const openWindowOperation = operation(openWindow, {
  by: { manager: anything, admin: anything },
  async run({ tx, clock, actor }, { shopperId: asked, multiplier, days, from = clock.now() }) {
    const shopperId = await requireHolder(tx, asked);
    const { timeZone } = await readRetailer(tx);
    const until = endOfDayAfter(from, { days }, timeZone);
    const wanted = { shopperId, multiplier, from, until, reference: `staff/${newId()}`, actor: actor.id };
    return viewWindow(await openPointsWindow(tx, wanted, clock.now()));
  },
});
