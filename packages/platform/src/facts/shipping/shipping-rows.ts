import type { Selectable } from "kysely";
import type { Tables } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { Origin, Service } from "./shipping.schema.ts";

export function originOf(row: Selectable<Tables["shipping_origins"]>): Origin {
  return {
    key: row.key,
    title: row.title,
    country: row.country,
    ...(row.subdivision !== null && { subdivision: row.subdivision }),
    timeZone: row.time_zone,
    cutOff: row.cut_off,
    workingDays: row.working_days,
    observesHolidays: row.observes_holidays,
    handlingDays: row.handling_days,
    ...(row.store_id !== null && { storeId: row.store_id as Id<"sto"> }),
    closed: row.closed,
  };
}

export function originRow(origin: Origin) {
  return {
    key: origin.key,
    title: origin.title,
    country: origin.country,
    subdivision: origin.subdivision ?? null,
    time_zone: origin.timeZone,
    cut_off: origin.cutOff,
    working_days: [...origin.workingDays].sort(),
    observes_holidays: origin.observesHolidays,
    handling_days: origin.handlingDays,
    store_id: origin.storeId ?? null,
    closed: origin.closed,
  };
}

export function serviceOf(row: Selectable<Tables["shipping_services"]>): Service {
  return {
    key: row.key,
    title: row.title,
    kind: row.kind,
    ...(row.carrier !== null && { carrier: row.carrier }),
    origin: row.origin_key,
    countries: row.countries,
    deliveryDays: row.delivery_days,
    price: row.price,
    currency: row.currency,
    ...(row.free_from !== null && { freeFrom: row.free_from }),
    statedP50: row.stated_p50,
    statedP90: row.stated_p90,
    ...(row.slot !== null && { slot: row.slot }),
    ...(row.store_id !== null && { storeId: row.store_id as Id<"sto"> }),
    ...(row.upgrade_of !== null && { upgradeOf: row.upgrade_of }),
    rank: row.rank,
    active: row.active,
  };
}

export function serviceRow(service: Service) {
  return {
    key: service.key,
    title: JSON.stringify(service.title),
    kind: service.kind,
    carrier: service.carrier ?? null,
    origin_key: service.origin,
    countries: [...new Set(service.countries)].sort(),
    delivery_days: [...service.deliveryDays].sort(),
    price: service.price,
    currency: service.currency,
    free_from: service.freeFrom ?? null,
    stated_p50: service.statedP50,
    stated_p90: service.statedP90,
    slot: service.slot ? JSON.stringify(service.slot) : null,
    store_id: service.storeId ?? null,
    upgrade_of: service.upgradeOf ?? null,
    rank: service.rank,
    active: service.active,
  };
}
