export { forgetParcelsLater, forgetParcelsWhenErased, forgetParcelsWhenMerged } from "./forget-parcels.ts";
