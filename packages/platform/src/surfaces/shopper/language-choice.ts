import { isLocale } from "@aftercare/messages";
import type { FastifyReply, FastifyRequest } from "fastify";

const yearSeconds = 365 * 24 * 3600;

/** `?lang=de` on any page: keeps the choice in a cookie and comes back to the page's plain address. */
export async function chooseLanguage(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { lang } = request.query as { lang?: unknown };
  if (request.method !== "GET" || !isLocale(lang)) return;
  const secure = request.protocol === "https";
  reply.setCookie("aftercare_language", lang, { path: "/", sameSite: "lax", maxAge: yearSeconds, secure });
  // One slash only: a browser takes "//elsewhere.example" for another site.
  return reply.redirect((request.url.split("?")[0] ?? "").replace(/^[/\\]*/, "/"), 303);
}
