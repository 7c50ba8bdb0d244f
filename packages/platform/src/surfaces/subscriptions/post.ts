import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import { isPublic, lookUpPublic } from "./public-address.ts";

/** Nobody answered in time. */
export class NoAnswer extends Error {}

/** How a receiver answered. */
export interface Answered {
  readonly status: number;
  /** Seconds after which it wants to be asked again. */
  readonly retryAfter: number | undefined;
}

interface Posting {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Receivers inside our own network are for tests and for whoever runs both. */
  readonly allowInside: boolean;
  readonly answerWithinMs: number;
}

/**
 * Posts a body and waits for the status alone. Redirects are not followed: a receiver that has moved says so to a person. @throws {@link NoAnswer}, and
 * when nobody is there or the address is none of the internet
 */
export function post(url: string, { headers, body, allowInside, answerWithinMs }: Posting): Promise<Answered> {
  const { protocol, hostname } = new URL(url);
  const literal = hostname.replace(/^\[|\]$/g, "");
  if (!allowInside && isIP(literal) !== 0 && !isPublic(literal))
    return Promise.reject(new Error(`${literal} is no public address`));
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  const send = protocol === "https:" ? httpsRequest : httpRequest;
  const signal = AbortSignal.timeout(answerWithinMs);
  const asked = send(
    url,
    {
      ...{ method: "POST", signal },
      headers: { ...headers, "content-type": "application/json", "content-length": Buffer.byteLength(body) },
      ...(!allowInside && { lookup: lookUpPublic }),
    },
    (response) => {
      const after = Number(response.headers["retry-after"]);
      // What it says besides is none of our business, and can be endless.
      response.destroy();
      resolve({ status: response.statusCode ?? 0, retryAfter: Number.isFinite(after) ? after : undefined });
    },
  );
  const fail = (error: Error) => reject(signal.aborted ? new NoAnswer(`no answer within ${answerWithinMs} ms`) : error);
  asked.on("error", fail).end(body);
  return promise;
}
