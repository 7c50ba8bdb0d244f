import { anything, operation } from "../../foundation/operations/index.ts";
import { getParcel as contract } from "./parcel.contract.ts";
import { readParcel } from "./read-parcels.ts";

export const getParcelOperation = operation(contract, {
  by: { associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
  run: ({ tx }, { parcelId }) => readParcel(tx, parcelId),
});
