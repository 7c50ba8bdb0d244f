import { createHmac } from "node:crypto";
import type { WebhookSubscriptionTable } from "./subscription-tables.ts";

type Secrets = Pick<WebhookSubscriptionTable, "secret" | "previous_secret" | "previous_until">;

/**
 * The headers of Standard Webhooks 1.0.0: HMAC-SHA256 over id, time and body, with the secret before this one as well as long as it is good, so that a
 * receiver can change it without missing anything.
 */
export function signedHeaders(subscription: Secrets, id: string, body: string, now: Date): Record<string, string> {
  const { secret, previous_secret, previous_until } = subscription;
  const time = String(Math.floor(now.getTime() / 1000));
  const isGood = previous_secret !== null && previous_until !== null && previous_until > now;
  const signatures = [secret, ...(isGood ? [previous_secret] : [])].map((each) => {
    const key = Buffer.from(each.replace(/^whsec_/, ""), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${time}.${body}`).digest("base64")}`;
  });
  return { "webhook-id": id, "webhook-timestamp": time, "webhook-signature": signatures.join(" ") };
}
