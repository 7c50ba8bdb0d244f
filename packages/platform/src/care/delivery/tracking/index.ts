export { trackOrderOperation } from "./track-order.ts";
