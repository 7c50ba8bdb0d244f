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

export { isHoliday, loadHolidays, type Place } from "./holidays.ts";
export {
  forgetOccasions,
  keepDeliveries,
  noteQuote,
  readOrderDelivery,
  type StatedDelivery,
} from "./order-delivery.ts";
export { prepareHolidays } from "./prepare-holidays.ts";
export { saveOriginOperation, saveServiceOperation } from "./save-shipping.ts";
export { setOccasionOperation } from "./set-occasion.ts";
export type { Origin, Service, ServiceKind } from "./shipping.schema.ts";
export { readShippingBook, type ShippingBook } from "./shipping-book.ts";
export { bookSlot, fullSlots, releaseSlot, type SlotTime, slotsOn } from "./slots.ts";
export { addWorkingDays, cutOffOf, effectiveDay, nextDeliveryDay } from "./working-days.ts";
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
