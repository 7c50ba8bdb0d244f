export { parcelDelivered, parcelShipped } from "./parcel-facts.ts";
export { type OrderParcel, parcelsOfOrder } from "./parcels-of-order.ts";

import "./parcel-table.ts";
