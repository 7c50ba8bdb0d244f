import { negotiateLocale } from "@aftercare/messages";
import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import helmet from "@fastify/helmet";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from "fastify";
import { type Operation, openApiDocument, type Runtime } from "../../foundation/operations/index.ts";
import type { Problem } from "../../foundation/problems/index.ts";
import { asProblem, malformedUrl, noSuchRoute } from "./http-problems.ts";
import { localeOf, mountOperations } from "./mount-operations.ts";
import { problemDocument } from "./problem-document.ts";

/** Ample for 1,000 records of an intake batch, small enough that reading one blocks nobody. */
const bodyLimit = 8 * 1024 * 1024;

export interface ServerOptions {
  readonly runtime: Runtime;
  readonly operations: readonly Operation[];
  readonly version: string;
  /** Routes for people: pages and their assets. */
  readonly pages: readonly ((app: FastifyInstance) => Promise<void>)[];
  /** Turns a problem into a page for a browser that asked for one; undefined answers with the document. */
  readonly problemPage?: (request: FastifyRequest, problem: Problem) => string | undefined;
  /** True behind a reverse proxy: the client's address then stands in X-Forwarded-For. */
  readonly trustProxy: boolean;
  readonly log: boolean;
}

/** The HTTP face of the house: every operation, the pages, problem documents and security headers. Not yet listening. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit,
    trustProxy: options.trustProxy,
    requestTimeout: 60_000,
    // What the router cannot read never reaches a hook, so that the document brings its own headers along.
    frameworkErrors: (_error, request, reply: FastifyReply) => {
      const locale = negotiateLocale(request.headers["accept-language"]);
      reply.code(malformedUrl.status).type("application/problem+json");
      reply.headers({ "content-security-policy": "default-src 'none'", "x-content-type-options": "nosniff" });
      reply.send(problemDocument(malformedUrl(), locale));
    },
    logger: options.log ? { level: "warn", redact: ["req.headers.authorization", "req.headers.cookie"] } : false,
    // Request lines would carry URLs, and a URL can carry a signed link.
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 2000 },
  });
  await app.register(cookie);
  await app.register(formbody);
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: "same-origin" },
  });
  app.setErrorHandler((error, request, reply) => {
    const problem = asProblem(error);
    // The route's template, never the URL: a path may carry a signed link.
    if (problem.status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, "request failed");
    return answerProblem(problem, request, reply);
  });
  app.setNotFoundHandler((request, reply) => answerProblem(noSuchRoute(), request, reply));

  const answerProblem = (problem: Problem, request: FastifyRequest, reply: FastifyReply) => {
    if (problem.retryAfter !== undefined) reply.header("retry-after", problem.retryAfter);
    reply.code(problem.status).header("cache-control", "no-store");
    const page = request.headers.accept?.includes("text/html") ? options.problemPage?.(request, problem) : undefined;
    if (page !== undefined) return reply.type("text/html; charset=utf-8").send(page);
    return reply.type("application/problem+json").send(problemDocument(problem, localeOf(request)));
  };

  app.get("/healthz", async () => ({ status: "ok" }));
  const document = openApiDocument(options.operations, options.version);
  app.get("/openapi.json", async () => document);
  await mountOperations(app, options.operations, options.runtime);
  for (const mount of options.pages) await app.register(mount);
  return app;
}
