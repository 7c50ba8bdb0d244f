import type { Generated, JSONColumnType } from "kysely";
import type { OccasionKind } from "./occasion.schema.ts";
import type { ServiceKind, SlotHours } from "./shipping.schema.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    shipping_origins: ShippingOriginTable;
    shipping_services: ShippingServiceTable;
    shipping_version: { only_row: Generated<boolean>; version: string };
    shipping_slots: ShippingSlotTable;
    order_deliveries: OrderDeliveryTable;
  }
}

interface ShippingOriginTable {
  key: string;
  title: string;
  country: string;
  subdivision: string | null;
  time_zone: string;
  cut_off: string;
  working_days: number[];
  observes_holidays: boolean;
  handling_days: number;
  store_id: string | null;
  closed: boolean;
}

interface ShippingServiceTable {
  key: string;
  title: JSONColumnType<Readonly<Record<string, string>>>;
  kind: ServiceKind;
  carrier: string | null;
  origin_key: string;
  countries: string[];
  delivery_days: number[];
  price: bigint;
  currency: string;
  free_from: bigint | null;
  stated_p50: number;
  stated_p90: number;
  slot: JSONColumnType<SlotHours> | null;
  store_id: string | null;
  upgrade_of: string | null;
  rank: number;
  active: boolean;
}

interface ShippingSlotTable {
  service_key: string;
  starts_at: Date;
  capacity: number;
  booked: number;
}

interface OrderDeliveryTable {
  order_id: string;
  shopper_id: string;
  service_key: string | null;
  origin_key: string | null;
  country: string | null;
  zone: string | null;
  slot_from: Date | null;
  promised_earliest: string | null;
  promised_latest: string | null;
  quote: string | null;
  quote_id: string | null;
  occasion_kind: OccasionKind | null;
  occasion_on: string | null;
}
