export { isPortFree } from "./free-port.ts";
export { ensureSampleLogins, type SampleLogin } from "./sample-logins.ts";
export { ensureSampleRetailer } from "./sample-retailer.ts";
