import { badInput, Problem, problemKind } from "../../foundation/problems/index.ts";

export const malformedUrl = problemKind("malformed-url", 400);
export const noSuchRoute = problemKind("no-such-route", 404);
const bodyTooLarge = problemKind("body-too-large", 413);
/** The route takes a file, which only a form can bring. */
export const formExpected = problemKind("form-expected", 415);
const unsupportedMediaType = problemKind("unsupported-media-type", 415);
export const crossSite = problemKind("cross-site", 403);
const unexpected = problemKind("unexpected", 500);
export const unavailable = problemKind("unavailable", 503);

/**
 * Whatever was thrown, as a problem. Faults of the request that Fastify finds before any of our code runs have a status
 * of their own; all else is our fault, and its message stays in the log.
 */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  const { statusCode, code } = (thrown ?? {}) as { statusCode?: number; code?: string };
  if (statusCode === 413) return bodyTooLarge();
  if (statusCode === 415) return unsupportedMediaType();
  if (typeof code === "string" && unstorable.has(code)) return badInput({ field: "body", reason: code });
  if (typeof statusCode === "number" && statusCode >= 400 && statusCode < 500) {
    return badInput({ field: "body", reason: (thrown as Error).message });
  }
  if (typeof code === "string" && connectionLost.has(code)) return unavailable({}, { retryAfter: 2 });
  return unexpected();
}

/** PostgreSQL's words for a value that no column can hold: a NUL character, a number or an instant out of range. */
const unstorable = new Set(["22P02", "22P05", "22001", "22003", "22007", "22008", "22021"]);

/** The database is restarting or not reachable: trying again soon makes sense. */
const connectionLost = new Set(["ECONNREFUSED", "ECONNRESET", "57P01", "57P02", "57P03", "08006", "08003", "53300"]);
