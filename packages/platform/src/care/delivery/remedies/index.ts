export { deliveryRemedy } from "./delivery-remedy.ts";
