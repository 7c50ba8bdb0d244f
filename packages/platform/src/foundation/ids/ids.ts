import { TypeID } from "typeid-js";
import { v7 } from "uuid";
import { z } from "zod";

/** A UUIDv7 (RFC 9562) in canonical text form, branded with the prefix it carries on the wire. */
export type Id<Prefix extends string = string> = string & { readonly __id: Prefix };

/** A new identifier. Version 7 sorts by creation time, which keeps index inserts at the right edge of the tree. */
export function newId<Prefix extends string>(): Id<Prefix> {
  return v7() as Id<Prefix>;
}

/** `ret` + UUID → `ret_01h455vb4pex5vsknk084sn02q` (TypeID specification 0.3). */
export function toWire(prefix: string, uuid: string): string {
  return TypeID.fromUUID(prefix, uuid).toString();
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
