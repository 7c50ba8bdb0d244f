import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { localeOf } from "../http/index.ts";

const year = 365 * 24 * 3600;

/** The staff application from its built folder: assets, whose names carry their hash, and one document for each address. */
export const staffPages =
  (folder: string) =>
  async (app: FastifyInstance): Promise<void> => {
    const document = await readFile(join(folder, "index.html"), "utf8");
    await app.register(fastifyStatic, {
      root: folder,
      prefix: "/app/",
      index: false,
      immutable: true,
      maxAge: year * 1000,
    });
    for (const path of ["/login", "/console", "/console/*", "/counter", "/counter/*", "/desk", "/desk/*"]) {
      app.get(path, async (request, reply) => {
        const page = document
          .replaceAll("__CSP_NONCE__", reply.cspNonce.style)
          .replaceAll("__LOCALE__", localeOf(request));
        return reply.type("text/html; charset=utf-8").header("cache-control", "no-store").send(page);
      });
    }
  };
