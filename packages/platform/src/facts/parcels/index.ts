export { parcelDelivered, parcelShipped } from "./parcel-facts.ts";

import "./parcel-table.ts";
