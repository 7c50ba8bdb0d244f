import { z } from "zod";

/** Turns a value into its wire form. */
export type WireEncoder = (value: unknown) => unknown;

/**
 * Compiles a schema into a function that does what `z.encode` does to a value of the right type: codecs are applied, keys
 * that the schema does not know are dropped. It does not validate. `z.encode` takes a fresh object and several calls for
 * each field, which is most of the time it takes to import a history; a schema that holds anything but objects, arrays,
 * optional values, codecs and plain values is left to it.
 */
export function wireEncoder(schema: z.core.$ZodType): WireEncoder {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "string":
    case "number":
    case "boolean":
    case "enum":
    case "literal":
      return itself;
    case "optional":
      return unlessUndefined(wireEncoder(def.innerType));
    case "array":
      return eachOf(wireEncoder(def.element));
    case "object":
      return def.catchall ? byZod(schema) : fieldsOf(def.shape);
    case "pipe":
      return def.reverseTransform && isPlain(def.in) ? throughCodec(schema, def.reverseTransform) : byZod(schema);
    default:
      return byZod(schema);
  }
}

const itself: WireEncoder = (value) => value;

function unlessUndefined(encode: WireEncoder): WireEncoder {
  return (value) => (value === undefined ? undefined : encode(value));
}

function eachOf(encode: WireEncoder): WireEncoder {
  return (value) => (value as unknown[]).map(encode);
}

function fieldsOf(shape: z.core.$ZodShape): WireEncoder {
  const fields = Object.entries(shape).map(([name, schema]) => ({ name, encode: wireEncoder(schema) }));
  return (value) => {
    const given = value as Record<string, unknown>;
    const encoded: Record<string, unknown> = {};
    for (const { name, encode } of fields) {
      const field = given[name];
      if (field !== undefined) encoded[name] = encode === itself ? field : encode(field);
    }
    return encoded;
  };
}

/** Numbers that JSON would not carry exactly are left to Zod, which says so. */
function throughCodec(
  schema: z.core.$ZodType,
  encode: NonNullable<z.core.$ZodCodecDef["reverseTransform"]>,
): WireEncoder {
  const slow = byZod(schema);
  return (value) => {
    const encoded: unknown = encode(value as never, { value, issues: [] } as never);
    return typeof encoded === "string" || Number.isSafeInteger(encoded) ? encoded : slow(value);
  };
}

function isPlain(schema: z.core.$ZodType): boolean {
  return wireEncoder(schema) === itself;
}

function byZod(schema: z.core.$ZodType): WireEncoder {
  return (value) => z.encode(schema, value as never);
}
