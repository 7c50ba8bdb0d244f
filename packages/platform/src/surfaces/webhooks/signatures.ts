import { createHmac, timingSafeEqual } from "node:crypto";

/** HMAC-SHA256 over the parts one after the other. */
export function hmacSha256(secret: string | Buffer, ...parts: readonly (string | Buffer)[]): Buffer {
  const hmac = createHmac("sha256", secret);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}

/** Whether a signature as it was sent is the expected one; takes the same time wherever they differ. */
export function isSignature(expected: Buffer, sent: string | undefined, encoding: "base64" | "hex"): boolean {
  const given = Buffer.from(sent ?? "", encoding);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** A header that stands once; undefined for one that is absent or repeated. */
export function single(header: string | string[] | undefined): string | undefined {
  return typeof header === "string" ? header : undefined;
}

/**
 * Whether an instant lies within the window.
 * @param sentAt milliseconds of Unix time; NaN for one that cannot be read
 */
export function isWithin(sentAt: number, now: Date, window: { readonly ageMs: number; readonly aheadMs: number }) {
  const age = now.getTime() - sentAt;
  return age <= window.ageMs && age >= -window.aheadMs;
}
