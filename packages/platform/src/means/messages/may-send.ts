import type { MessageChannel, MessagePurpose } from "../../facts/messages/index.ts";
import type { SellingGate } from "../../judgement/contact/index.ts";
import { type QuietHours, quietUntil, type Zones } from "./quiet-hours.ts";

export type HeldBecause = "quiet-hours" | "frequency-cap" | "selling-gate";
export type DroppedBecause =
  | "disabled"
  | "erased"
  | "no-address"
  | "suppressed"
  | "unsubscribed"
  | "no-consent"
  | "over";

/** How many messages of a purpose one person gets at most. */
export interface Cap {
  readonly perDay?: number | undefined;
  readonly perWeek?: number | undefined;
}

/** All that decides about one message at the moment at which it could leave. Times are business time. */
export interface Sending {
  readonly purpose: MessagePurpose;
  readonly channel: MessageChannel;
  /** Whether the retailer sends messages of this kind at all. */
  readonly enabled: boolean;
  readonly erased: boolean;
  readonly hasAddress: boolean;
  /** Mail to the address came back for good, or its owner called it a nuisance. */
  readonly suppressed: boolean;
  /** The person's latest word; undefined where they have said nothing. */
  readonly permission: boolean | undefined;
  /** After it the message is worth nothing. */
  readonly notAfter?: Date | undefined;
  readonly gate: SellingGate;
  readonly cap: Cap;
  /** When messages of this purpose went to the person in the past week, in any order. */
  readonly sentLately: readonly Date[];
  readonly quietHours: QuietHours;
  readonly zones: Zones;
  readonly now: Date;
}

export type Verdict =
  | { readonly say: "send" }
  | { readonly say: "hold"; readonly until: Date; readonly because: HeldBecause }
  | { readonly say: "drop"; readonly because: DroppedBecause };

const dayMs = 86_400_000;

/**
 * Whether a message may leave now, must wait, or must never leave. Of several reasons the one that counts for good comes first, so that
 * nobody waits for a message that is dropped in the end.
 *
 * Service (something happened to what the person bought) needs no permission and knows no cap. Care (something went wrong and is made good)
 * and a guide to what was bought go unless they were refused, each with a cap of its own, lest a guide keep somebody from hearing of trouble;
 * marketing only where it was asked for, and never while goods are on their way.
 */
export function maySend(sending: Sending): Verdict {
  const dropped = dropBecause(sending);
  if (dropped !== undefined) return { say: "drop", because: dropped };
  return holdFor(sending) ?? { say: "send" };
}

function dropBecause(sending: Sending): DroppedBecause | undefined {
  const { purpose, permission, notAfter, now } = sending;
  if (!sending.enabled) return "disabled";
  if (sending.erased) return "erased";
  if (!sending.hasAddress) return "no-address";
  if (sending.suppressed) return "suppressed";
  if (purpose !== "service" && permission === false) return "unsubscribed";
  if (purpose === "marketing" && permission !== true) return "no-consent";
  return notAfter !== undefined && notAfter <= now ? "over" : undefined;
}

function holdFor(sending: Sending): Verdict | undefined {
  const { purpose, gate, now } = sending;
  if (purpose === "marketing" && !gate.allowed) {
    // Looked at again a day later where nobody can say when the goods will have arrived.
    return hold(gate.until ?? new Date(now.getTime() + dayMs), "selling-gate");
  }
  const capped = purpose === "service" ? undefined : cappedUntil(sending);
  if (capped !== undefined) return hold(capped, "frequency-cap");
  const quiet = isHeardAtNight(sending) ? quietUntil(now, sending.zones, sending.quietHours) : undefined;
  return quiet && hold(quiet, "quiet-hours");
}

function hold(until: Date, because: HeldBecause): Verdict {
  return { say: "hold", until, because };
}

/** A text message wakes people up, whatever it says; an inbox nobody. Mail about one's own purchase is looked for, also at night. */
function isHeardAtNight({ channel, purpose }: Sending): boolean {
  return channel === "sms" || (channel === "email" && purpose !== "service");
}

function cappedUntil({ cap, sentLately, now }: Sending): Date | undefined {
  const ends = [freeAfter(sentLately, cap.perDay, dayMs, now), freeAfter(sentLately, cap.perWeek, 7 * dayMs, now)];
  const known = ends.flatMap((end) => end ?? []);
  return known.length === 0 ? undefined : new Date(Math.max(...known.map((end) => end.getTime())));
}

/** When the oldest of the last `most` messages is a span old, so that another fits. */
function freeAfter(sent: readonly Date[], most: number | undefined, spanMs: number, now: Date): Date | undefined {
  if (most === undefined) return undefined;
  const within = sent.map((at) => at.getTime()).filter((at) => at > now.getTime() - spanMs);
  if (within.length < most) return undefined;
  const oldest = within.toSorted((a, b) => b - a)[most - 1];
  return oldest === undefined ? undefined : new Date(oldest + spanMs);
}
