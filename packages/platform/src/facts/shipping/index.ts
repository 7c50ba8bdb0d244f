import type { Operation } from "../../foundation/operations/index.ts";
import { listHolidaysOperation } from "./list-holidays.ts";
import { listSlotsOperation } from "./list-slots.ts";
import {
  listOriginsOperation,
  listServicesOperation,
  saveOriginOperation,
  saveServiceOperation,
} from "./save-shipping.ts";
import { setOccasionOperation } from "./set-occasion.ts";

import "./shipping-tables.ts";

export { Occasion } from "./occasion.schema.ts";
export { forgetOccasions, keepDeliveries, type StatedDelivery } from "./order-delivery.ts";
export { zoneOf } from "./zone-of.ts";

export const shippingOperations: readonly Operation[] = [
  listOriginsOperation,
  saveOriginOperation,
  listServicesOperation,
  saveServiceOperation,
  listSlotsOperation,
  listHolidaysOperation,
  setOccasionOperation,
];
