import { anything, operation } from "../../foundation/operations/index.ts";
import { readShopper } from "./read-shopper.ts";
import { getShopper as contract } from "./shopper.contract.ts";

export const getShopper = operation(contract, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  run: ({ tx, clock }, { shopperId }) => readShopper(tx, shopperId, clock.now()),
});
