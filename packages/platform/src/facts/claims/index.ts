export { claimAccepted, claimDeclined, claimLapsed, claimReported, claimSettled } from "./claim-facts.ts";
export { handBackRepaired, repairedUnits } from "./repaired-units.ts";
