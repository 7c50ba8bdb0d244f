export { storeCreditGranted, storeCreditSpent } from "./credit-facts.ts";
