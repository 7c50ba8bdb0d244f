import { randomFillSync } from "node:crypto";
import { TypeID } from "typeid-js";
import { v7 } from "uuid";
import { z } from "zod";

/** A UUIDv7 (RFC 9562) in canonical text form, branded with the prefix it carries on the wire. */
export type Id<Prefix extends string = string> = string & { readonly __id: Prefix };

/** Randomness for 256 identifiers: asking the system for each would take longer than all the rest. */
const pool = new Uint8Array(256 * 16);
let used = pool.length;
let sequence = 0;

/**
 * A new identifier. Version 7 sorts by creation time, which keeps index inserts at the right edge of the tree; those that
 * this process makes within one millisecond are told apart, and sorted, by a counter (RFC 9562, section 6.2, method 1).
 */
export function newId<Prefix extends string>(): Id<Prefix> {
  if (used === pool.length) {
    randomFillSync(pool);
    // From a random start below 2³¹, so that other processes count elsewhere and ours has room to count on.
    if (sequence === 0) sequence = (new DataView(pool.buffer).getUint32(0) >>> 1) + 1;
    used = 0;
  }
  const random = pool.subarray(used, used + 16);
  used += 16;
  sequence = (sequence + 1) >>> 0;
  return v7({ random, seq: sequence }) as Id<Prefix>;
}

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const hyphen = 45;

/**
 * `ret` + UUID → `ret_01h455vb4pex5vsknk084sn02q` (TypeID specification 0.3): 128 bits behind two zeros, five to a
 * character. Written out here because a history holds millions, and the library takes them apart byte by byte twice.
 */
export function toWire(prefix: string, uuid: string): string {
  let text = `${prefix}_`;
  let bits = 0;
  let held = 2;
  for (let index = 0; index < uuid.length; index++) {
    const code = uuid.charCodeAt(index);
    if (code === hyphen) continue;
    // A digit, or a letter of either case.
    bits = ((bits << 4) | (code < 58 ? code - 48 : (code | 32) - 87)) & 0xff;
    held += 4;
    if (held < 5) continue;
    held -= 5;
    text += alphabet[(bits >>> held) & 31];
  }
  return text;
}

/** The inverse of {@link toWire}. Throws when the prefix or the suffix is wrong. */
export function toUuid<Prefix extends string>(prefix: Prefix, wire: string): Id<Prefix> {
  return TypeID.fromString(wire, prefix).toUUID() as Id<Prefix>;
}

const suffix = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** The Zod codec of one kind of identifier: a TypeID on the wire, a UUID inside and in the database. */
export function idOf<Prefix extends string>(prefix: Prefix) {
  const wire = z
    .string()
    .refine((text) => text.startsWith(`${prefix}_`) && suffix.test(text.slice(prefix.length + 1)), {
      error: `expected an identifier of the form ${prefix}_…`,
    });
  return z.codec(
    wire,
    z.custom<Id<Prefix>>((value) => typeof value === "string"),
    {
      decode: (text) => toUuid(prefix, text),
      encode: (uuid) => toWire(prefix, uuid),
    },
  );
}
