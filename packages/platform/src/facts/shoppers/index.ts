export { shopperErased, shopperMerged, shopperRecorded } from "./shopper-facts.ts";

import "./shopper-tables.ts";
