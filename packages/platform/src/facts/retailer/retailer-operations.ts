import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { anything, type Operation, operation } from "../../foundation/operations/index.ts";
import { getRetailer, updateRetailerSettings } from "./retailer.contract.ts";
import { readRetailer, updateRetailer } from "./settings.ts";

async function viewRetailer(tx: DatabaseTx, clock: Clock) {
  const { name, origin, currency, timeZone, assumedMarginRate } = await readRetailer(tx);
  const view = { origin, currency, timeZone, assumedMarginRate: Number(assumedMarginRate), now: clock.now() };
  return name === undefined ? view : { ...view, name };
}

const getRetailerOperation = operation(getRetailer, {
  by: { associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
  run: ({ tx, clock }) => viewRetailer(tx, clock),
});

const updateRetailerOperation = operation(updateRetailerSettings, {
  by: { manager: anything, admin: anything },
  async run({ tx, clock }, { name, assumedMarginRate }) {
    await updateRetailer(tx, {
      ...(name !== undefined && { name }),
      ...(assumedMarginRate !== undefined && { assumedMarginRate: assumedMarginRate.toFixed(4) }),
    });
    return viewRetailer(tx, clock);
  },
});

export const retailerOperations: readonly Operation[] = [getRetailerOperation, updateRetailerOperation];
