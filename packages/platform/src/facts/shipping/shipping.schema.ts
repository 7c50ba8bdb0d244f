import { z } from "zod";
import { Currency, MoneyAmount } from "../../foundation/money/index.ts";
import { StoreId } from "../identifiers/index.ts";
import { minutesOf, TimeOfDay } from "./time-of-day.schema.ts";

/** Stands in orders, lanes and models, where `|` divides. */
export const ShippingKey = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, { error: "expected letters, digits, dots, hyphens and underlines" });
export const Country = z.string().regex(/^[A-Z]{2}$/, { error: "expected an ISO 3166-1 alpha-2 code such as DE" });
/** ISO 3166-2 without its country. */
export const Subdivision = z
  .string()
  .regex(/^[A-Z0-9]{1,3}$/, { error: "expected an ISO 3166-2 code without its country, such as BY" });
const Weekdays = z
  .array(z.int().min(1).max(7))
  .min(1)
  .max(7)
  .refine((days) => new Set(days).size === days.length, { error: "names a weekday twice" });
const Title = z.string().trim().min(1).max(80);

/** Where parcels start. */
export const Origin = z.strictObject({
  key: ShippingKey,
  title: Title,
  country: Country,
  /** Its holidays are kept besides the country's. */
  subdivision: Subdivision.optional(),
  timeZone: z.string().refine(isTimeZone, { error: "is no IANA time zone; send one such as Europe/Berlin" }),
  /** What is bought from then on starts on the next working day. */
  cutOff: TimeOfDay.default("14:00"),
  /** 1 is Monday. */
  workingDays: Weekdays.default([1, 2, 3, 4, 5]),
  observesHolidays: z.boolean().default(true),
  /** Working days from the start until the carrier has it. */
  handlingDays: z.int().min(0).max(60).default(0),
  storeId: StoreId.optional(),
  closed: z.boolean().default(false),
});
export type Origin = z.output<typeof Origin>;

/** When a service comes in a window of the shopper's choice. */
const SlotHours = z
  .strictObject({
    /** Length of a slot. */
    hours: z.int().min(1).max(12),
    /** Days from the start of the goods' way to the first slot. */
    bookDaysAhead: z.int().min(0).max(30),
    from: TimeOfDay,
    until: TimeOfDay,
    /** Orders that one slot takes. */
    capacity: z.int().min(0).max(100_000),
  })
  .refine(({ from, until, hours }) => minutesOf(until) - minutesOf(from) >= hours * 60, {
    path: ["until"],
    error: "leaves no room for a slot after from; send a later time",
  });
export type SlotHours = z.output<typeof SlotHours>;

/** How goods can come to a shopper. */
export const Service = z
  .strictObject({
    key: ShippingKey,
    /** By language; at least one. */
    title: z.partialRecord(z.enum(["en", "de", "nl", "zh"]), Title).refine((titles) => Object.keys(titles).length > 0, {
      error: "names the service in no language; send at least one",
    }),
    kind: z.enum(["standard", "express", "slot", "pickup"]),
    carrier: z.string().trim().min(1).max(80).optional(),
    origin: ShippingKey,
    countries: z.array(Country).min(1).max(250),
    deliveryDays: Weekdays.default([1, 2, 3, 4, 5, 6]),
    price: MoneyAmount.refine((amount) => amount >= 0n, { error: "is negative; send zero or more" }),
    currency: Currency,
    /** Baskets from this amount on pay nothing. */
    freeFrom: MoneyAmount.refine((amount) => amount >= 0n, { error: "is negative; send zero or more" }).optional(),
    /** Days from hand-over until half and nine tenths are there: what is said until deliveries have taught better. */
    statedP50: z.int().min(0).max(90),
    statedP90: z.int().min(0).max(120),
    slot: SlotHours.optional(),
    storeId: StoreId.optional(),
    /** The service that this one can take the place of while the goods are in the warehouse. */
    upgradeOf: ShippingKey.optional(),
    /** The smaller, the earlier it is shown. */
    rank: z.int().min(0).max(1000).default(0),
    active: z.boolean().default(true),
  })
  .superRefine((service, { addIssue }) => {
    const complain = (field: string, message: string) =>
      addIssue({ code: "custom", path: [field], message, input: service });
    if (service.statedP90 < service.statedP50)
      complain("statedP90", "is less than statedP50; send at least as many days");
    if (service.kind === "slot" && !service.slot) complain("slot", "is missing; say when its windows are");
    if (service.kind !== "slot" && service.slot) complain("slot", "belongs to services of the kind slot; leave it out");
    if (service.kind === "pickup" && !service.storeId)
      complain("storeId", "is missing; say which store it is collected from");
    if (service.kind !== "pickup" && service.storeId)
      complain("storeId", "belongs to services of the kind pickup; leave it out");
  });
export type Service = z.output<typeof Service>;
export type ServiceKind = Service["kind"];

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
