import { z } from "zod";
import { badInput } from "../problems/index.ts";

/**
 * A place in a listing as opaque text: base64url of JSON in the schema's wire form. Carries the sort key of the last row
 * and no offset, because rows that arrive meanwhile would shift every later page.
 */
export function writeCursor<Key extends z.ZodType>(key: Key, value: z.output<Key>): string {
  return Buffer.from(JSON.stringify(z.encode(key, value))).toString("base64url");
}

/** @throws bad-input (400) naming `cursor` for text that no listing of this kind answered */
export function readCursor<Key extends z.ZodType>(key: Key, cursor: string | undefined): z.output<Key> | undefined {
  if (cursor === undefined) return undefined;
  const parsed = key.safeParse(parseJson(Buffer.from(cursor, "base64url").toString()));
  if (parsed.success) return parsed.data;
  const reason = "expected the value of `next` from an earlier answer of the same listing";
  throw badInput({ field: "cursor", reason }, { fields: [{ field: "cursor", message: reason }] });
}

/** Cuts a listing that was read one row too far, and names the place where the next page goes on. */
export function pageOf<Row, Key extends z.ZodType>(
  rows: readonly Row[],
  limit: number,
  key: Key,
  keyOf: (row: Row) => z.output<Key>,
): { readonly rows: readonly Row[]; readonly next?: string } {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return rows.length > limit && last ? { rows: kept, next: writeCursor(key, keyOf(last)) } : { rows: kept };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
