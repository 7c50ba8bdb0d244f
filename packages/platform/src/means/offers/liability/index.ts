export { offersLiabilityOperation } from "./liability.ts";
