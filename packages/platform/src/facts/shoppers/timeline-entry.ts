import { z } from "zod";
import type { StoredEvent } from "../../foundation/events/index.ts";
import { toWire } from "../../foundation/ids/index.ts";
import { ActionTerms } from "../actions/index.ts";
import type { TimelineEntry } from "./shopper.contract.ts";

/** What a timeline can show of any event, its data in wire form: every floor appends facts of its own. */
const Data = z.looseObject({
  currency: z.string().optional(),
  amount: z.int().optional(),
  shipping: z.int().optional(),
  /** A decision chooses what an offer then carries. */
  chosen: z.string().optional(),
  action: z.string().optional(),
  // One that does not read leaves the event its identifier.
  terms: ActionTerms.optional().catch(undefined),
  lines: z
    .array(z.object({ quantity: z.int().optional(), paid: z.int().optional(), amount: z.int().optional() }))
    .optional(),
});

/** Parcels, payments, refunds and points have no page of their own: they are seen on their order's. */
const shownOn = new Map([
  ["parcel", "order"],
  ["payment", "order"],
  ["refund", "order"],
  ["points", "order"],
  ["content", "order"],
  ["delivery", "order"],
  ["promise", "order"],
  ["withdrawal", "order"],
  ["claim", "order"],
  ["appeal", "order"],
  ["item", "return"],
  ["return-request", "order"],
  ["exchange", "order"],
  ["collection", "order"],
]);

/** The entry of one event: scalars as values for its sentence, lines as counts and a sum, identifiers as the deep link. */
export function timelineEntry(event: StoredEvent): z.output<typeof TimelineEntry> {
  const data = Data.parse(event.data);
  const thing = event.type.split(".")[0] ?? event.type;
  const page = shownOn.get(thing) ?? thing;
  const subject = data[`${page}Id`] ?? data[`${page}Ids`];
  const amount = amountOf(data);
  return {
    eventId: toWire("evt", event.id),
    at: event.at,
    type: event.type,
    subject: firstText(subject),
    values: valuesOf(data),
    amount: amount !== undefined && data.currency ? { amount, currency: data.currency } : undefined,
    action: actionOf(data),
  };
}

/** Of several that it concerns, the first. */
function firstText(subject: unknown): string | undefined {
  const first: unknown = Array.isArray(subject) ? subject[0] : subject;
  return typeof first === "string" ? first : undefined;
}

function valuesOf(data: z.output<typeof Data>): Record<string, string | number> {
  const values = Object.entries(data).filter(
    (entry): entry is [string, string | number] =>
      !entry[0].endsWith("Id") &&
      !["amount", "currency", "shipping", "chosen", "action"].includes(entry[0]) &&
      (typeof entry[1] === "string" || typeof entry[1] === "number"),
  );
  const counts = data.lines && {
    lines: data.lines.length,
    units: data.lines.reduce((sum, line) => sum + (line.quantity ?? 0), 0),
  };
  return { ...Object.fromEntries(values), ...counts };
}

function actionOf({ chosen, action = chosen, terms, currency }: z.output<typeof Data>) {
  return action === undefined ? undefined : { id: action, terms, currency };
}

function amountOf({ amount, shipping = 0, lines }: z.output<typeof Data>): bigint | undefined {
  if (amount !== undefined) return BigInt(amount);
  return lines?.reduce((sum, line) => sum + BigInt(line.paid ?? line.amount ?? 0), BigInt(shipping));
}
