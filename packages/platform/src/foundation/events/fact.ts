import type { z } from "zod";
import { type WireEncoder, wireEncoder } from "../contracts/index.ts";
import { type Id, newId } from "../ids/index.ts";

/** An event type: what kind of thing happened, and the shape of what is known about it. */
export interface Fact<Data extends z.ZodType = z.ZodType> {
  /** `thing.happened`, past tense; stable for ever. */
  readonly type: string;
  /** One English sentence for the webhook catalogue. */
  readonly summary: string;
  readonly data: Data;
  /** Turns an event's data into its wire form. */
  readonly encode: WireEncoder;
  /** Makes an event of this type, ready to be appended. */
  (event: NewFact<z.output<Data>>): NewEvent<z.output<Data>>;
}

interface NewFact<Data> {
  /** What reactions are ordered by: the shopper where there is one, else the thing itself. A UUID. */
  readonly subject: string;
  readonly at: Date;
  readonly data: Data;
  /** The sender's own key of this event; a second event with the same source and key is not appended. */
  readonly origin?: { readonly source: string; readonly key: string };
}

export interface NewEvent<Data = unknown> extends NewFact<Data> {
  readonly id: Id<"evt">;
  readonly fact: Fact;
}

/** An event as it was appended. `seq` grows in the order of appending within one subject. */
export interface StoredEvent<Data = unknown> {
  readonly seq: bigint;
  readonly id: Id<"evt">;
  readonly type: string;
  readonly subject: string;
  readonly at: Date;
  readonly recordedAt: Date;
  readonly actor: string;
  readonly data: Data;
}

const declared = new Map<string, Fact>();

export function fact<Data extends z.ZodType>(type: string, declaration: { summary: string; data: Data }): Fact<Data> {
  const make = (event: NewFact<z.output<Data>>): NewEvent<z.output<Data>> => ({
    ...event,
    id: newId<"evt">(),
    fact: made,
  });
  const made: Fact<Data> = Object.assign(make, { type, ...declaration, encode: wireEncoder(declaration.data) });
  declared.set(type, made);
  return made;
}

/** Every type that the loaded code declares, by name. */
export function declaredFacts(): Fact[] {
  return [...declared.values()].toSorted((one, other) => (one.type < other.type ? -1 : 1));
}
