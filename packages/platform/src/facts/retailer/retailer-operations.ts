import { anything, type Operation, operation } from "../../foundation/operations/index.ts";
import { getRetailer, updateRetailerSettings } from "./retailer.contract.ts";
import { setSpeedOperation } from "./set-speed.ts";
import { updateRetailer } from "./settings.ts";
import { viewRetailer } from "./view-retailer.ts";

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

export const retailerOperations: readonly Operation[] = [
  getRetailerOperation,
  updateRetailerOperation,
  setSpeedOperation,
];
