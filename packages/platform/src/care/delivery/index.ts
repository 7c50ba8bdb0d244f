export { forgetParcelsLater, forgetParcelsWhenErased } from "./forget-parcels.ts";
