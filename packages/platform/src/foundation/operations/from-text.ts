import { z } from "zod";
import type { Contract } from "../contracts/index.ts";

interface PropertySchema {
  type?: string | string[];
  anyOf?: PropertySchema[];
  items?: PropertySchema;
}

/**
 * Query parameters and command-line flags are text. This turns each into what the contract's schema expects: numbers,
 * booleans, lists, and JSON for anything deeper. What does not fit is left as text, so that validation can name it.
 */
export function fromText(contract: Contract, raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const schema = z.toJSONSchema(contract.input, { io: "input", unrepresentable: "any" }) as {
    properties?: Record<string, PropertySchema>;
  };
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name, convert(schema.properties?.[name], value)]),
  );
}

function convert(schema: PropertySchema | undefined, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => convert(schema?.items, item));
  if (typeof value !== "string" || !schema) return value;
  const types = [schema, ...(schema.anyOf ?? [])].flatMap((option) => option.type ?? []);
  if (types.includes("array"))
    return value.trimStart().startsWith("[") ? parsed(value) : [convert(schema.items, value)];
  if (types.includes("object")) return parsed(value);
  if ((types.includes("integer") || types.includes("number")) && value.trim() !== "" && Number.isFinite(Number(value)))
    return Number(value);
  if (types.includes("boolean") && (value === "true" || value === "false")) return value === "true";
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
