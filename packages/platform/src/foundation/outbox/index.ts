export { type Claimed, claimDue } from "./claim.ts";
