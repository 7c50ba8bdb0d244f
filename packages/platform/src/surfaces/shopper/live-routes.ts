import type { FastifyInstance } from "fastify";
import { toWire } from "../../foundation/ids/index.ts";
import { unauthenticated } from "../../foundation/problems/index.ts";
import { orderCookie, shopperOf } from "../http/index.ts";
import type { Pages } from "./answer.ts";

interface LiveRoute {
  Params: { orderId: string };
  Querystring: { seen?: unknown };
}

/** Where an open page of an order hears that something has changed: server-sent events, for whoever may see the page. */
export function mountLive(app: FastifyInstance, { runtime, live }: Pages): void {
  const { work, clock } = runtime;

  app.get<LiveRoute>("/orders/:orderId/live", async (request, reply) => {
    const link = request.cookies[orderCookie];
    const actor = link ? await shopperOf(work.database.kysely, link, clock.real()) : undefined;
    const { orderId, shopperId } = actor?.scope ?? {};
    if (orderId === undefined || shopperId === undefined || toWire("ord", orderId) !== request.params.orderId)
      throw unauthenticated();
    // A browser that comes back says what it heard last; at first the page itself says what it shows.
    const seen = [request.headers["last-event-id"], request.query.seen].find((one) => typeof one === "string");
    const stream = await live.follow(shopperId, /^\d{1,19}$/.exec(String(seen))?.[0]);
    // 204 tells the browser to ask no more.
    if (stream === undefined) return reply.code(204).send();
    reply.headers({ "cache-control": "no-store", "x-accel-buffering": "no" });
    return reply.type("text/event-stream").send(stream);
  });

  // Before the server waits for its connections to end: these would not.
  app.addHook("preClose", async () => live.close());
}
