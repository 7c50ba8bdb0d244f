import { anything, operation } from "../../foundation/operations/index.ts";
import { problemKind } from "../../foundation/problems/index.ts";
import { setSpeed } from "./retailer.contract.ts";
import { readRetailer } from "./settings.ts";
import { changeSpeed } from "./stored-pace.ts";
import { viewRetailer } from "./view-retailer.ts";

/** In a shop whose customers are real people, time is theirs too. */
const realShopTime = problemKind("real-shop-time", 409);

export const setSpeedOperation = operation(setSpeed, {
  by: { manager: anything, admin: anything },
  async run({ tx, clock }, { speed }) {
    if ((await readRetailer(tx)).origin !== "sample") throw realShopTime();
    await changeSpeed(tx, clock, speed);
    return viewRetailer(tx, clock);
  },
});
