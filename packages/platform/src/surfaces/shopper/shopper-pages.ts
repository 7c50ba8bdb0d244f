import { join } from "node:path";
import { openShopperPages, type ShopperPages } from "@aftercare/shopper";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Runtime } from "../../foundation/operations/index.ts";
import type { Problem } from "../../foundation/problems/index.ts";
import { localeOf, problemDocument } from "../http/index.ts";
import { mountClaimPages } from "./claim-page-routes.ts";
import { mountClaims } from "./claim-routes.ts";
import { mountContent } from "./content-routes.ts";
import { mountDecisions } from "./decision-routes.ts";
import { mountExchanges } from "./exchange-routes.ts";
import { mountGiftCodes } from "./gift-code-routes.ts";
import { mountGifts } from "./gift-routes.ts";
import { chooseLanguage } from "./language-choice.ts";
import { liveOrders } from "./live-orders.ts";
import { mountLive } from "./live-routes.ts";
import { mountLookUp } from "./look-up-routes.ts";
import { mountOrders } from "./order-routes.ts";
import { pageContexts } from "./page-context.ts";
import { mountPayments, type Paying } from "./payment-routes.ts";
import { mountReturnRequests } from "./return-request-routes.ts";
import { mountReturns } from "./return-routes.ts";
import { mountUnsubscribe } from "./unsubscribe-routes.ts";
import { mountWishes } from "./wish-routes.ts";
import { mountWithdrawals } from "./withdrawal-routes.ts";

const yearMs = 365 * 24 * 3600 * 1000;

export interface ShopperSurface {
  /** A Fastify plugin with every page a shopper sees, and their assets. */
  readonly mount: (app: FastifyInstance) => Promise<void>;
  /** The page for a problem that any route met; undefined until the pages are mounted. */
  readonly problemPage: (request: FastifyRequest, problem: Problem) => string | undefined;
}

interface ShopperOptions {
  readonly runtime: Runtime;
  /** Where `buildShopperPages` left the pages; opened when the surface is mounted. */
  readonly builtFolder: string;
  /** Where shoppers pay what they are asked for; without it nobody is taken anywhere. */
  readonly paying?: Paying;
}

export function shopperPages({ runtime, builtFolder, paying }: ShopperOptions): ShopperSurface {
  const contexts = pageContexts(runtime);
  let rendered: ShopperPages | undefined;
  return {
    async mount(app) {
      rendered = await openShopperPages(builtFolder);
      await app.register(fastifyStatic, {
        root: join(builtFolder, "assets"),
        prefix: "/s/assets/",
        index: false,
        preCompressed: true,
        immutable: true,
        maxAge: yearMs,
      });
      app.addHook("preHandler", chooseLanguage);
      const live = liveOrders(runtime.work.database, (error) => app.log.error({ err: error }, "no news of orders"));
      const pages = { runtime, rendered, contexts, live };
      mountLookUp(app, pages);
      mountOrders(app, pages);
      mountContent(app, pages);
      mountLive(app, pages);
      mountWishes(app, pages);
      mountReturns(app, pages);
      await mountReturnRequests(app, pages);
      mountClaims(app, pages);
      await mountClaimPages(app, pages);
      mountGifts(app, pages);
      mountGiftCodes(app, pages);
      mountUnsubscribe(app, pages);
      mountDecisions(app, pages);
      mountWithdrawals(app, pages);
      mountPayments(app, pages, paying);
      mountExchanges(app, pages);
    },
    problemPage(request, problem) {
      const locale = localeOf(request);
      return rendered?.renderProblem({ ...contexts.lastKnown(locale, "/"), problem: problemDocument(problem, locale) });
    },
  };
}
