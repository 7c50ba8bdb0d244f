import type { FastifyRequest } from "fastify";
import { crossSite } from "./http-problems.ts";

/**
 * Refuses a changing request that another site made the browser send: cookies travel with it, `Origin` tells on it.
 * Programs with an API key send no cookie and need no Origin.
 * @throws cross-site (403)
 */
export function requireSameOrigin(request: FastifyRequest): void {
  if (request.method === "GET" || request.method === "HEAD" || request.headers.cookie === undefined) return;
  const { origin } = request.headers;
  const site = request.headers["sec-fetch-site"];
  const sameOrigin =
    origin === undefined ? site === undefined || site === "same-origin" : hostOf(origin) === request.host;
  if (!sameOrigin) throw crossSite();
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
