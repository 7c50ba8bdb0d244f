import type { FastifyInstance } from "fastify";
import { checks, messageKinds, moments, operations, reactions, timers } from "./capabilities.ts";
import { learnOfToday } from "./daily-learning.ts";
import type { Config } from "./foundation/config/index.ts";
import { type Collector, localCollector, stripeCollector } from "./means/collecting/index.ts";
import { mailOperations, outboxTransport, smtpTransport } from "./means/messages/index.ts";
import { localProvider, type PaymentProvider, stripeProvider } from "./means/refunds/index.ts";
import type { Platform } from "./platform.ts";
import { buildFrontEnds, staffPages } from "./surfaces/front-ends/index.ts";
import { createServer } from "./surfaces/http/index.ts";
import { mailFrames } from "./surfaces/mail-frames/index.ts";
import { aftershipSource, easypostSource, type TrackingSource } from "./surfaces/polling/index.ts";
import { hasSampleLife } from "./surfaces/sample-life/index.ts";
import { shopperPages } from "./surfaces/shopper/index.ts";
import { takeWebhooks } from "./surfaces/webhooks/index.ts";
import {
  followBusinessTime,
  runAssessments,
  runCollecting,
  runDailyLearning,
  runForgetting,
  runHolidays,
  runLaboratory,
  runMessages,
  runOutcomes,
  runPolling,
  runReactions,
  runReconciling,
  runRefunds,
  runSampleLife,
  runSubscriptions,
  runTimers,
  runWebhooks,
  type Workers,
} from "./surfaces/workers/index.ts";

export interface App {
  /** Where it listens; undefined for a process that serves no web. */
  readonly address: string | undefined;
  readonly server: FastifyInstance;
  close(): Promise<void>;
}

/** The application's version, as OpenAPI shows it. */
const version = "0.1.0";

/** Serves and works on an open platform, in the roles of this process. */
export async function startApp(
  platform: Platform,
  config: Pick<Config, "port" | "host" | "roles" | "trustProxy" | "publicUrl" | "mail"> &
    Partial<Pick<Config, "stripeSecretKey" | "webhooksInside" | "trackingKeys">>,
  log = true,
): Promise<App> {
  const { work, clock } = platform;
  const runtime = { work, clock };
  const built = await buildFrontEnds();
  const collectors = collectorsOf(platform, config);
  const paying = { publicUrl: config.publicUrl, collector: collectors[0] };
  const shopper = shopperPages({ runtime, builtFolder: built.shopper, paying });
  const server = await createServer({
    runtime,
    operations,
    version,
    pages: [
      shopper.mount,
      takeWebhooks(runtime),
      mailFrames(runtime, mailOperations(messageKinds)),
      staffPages(built.staff),
    ],
    problemPage: shopper.problemPage,
    trustProxy: config.trustProxy,
    log,
  });
  await server.ready();
  const options = { work, clock, reactions, timers, onError: (error: unknown) => server.log.error({ err: error }) };
  const workers: Workers[] = [followBusinessTime(options)];
  const providers = paymentProviders(platform, config);
  if (config.roles.has("worker"))
    workers.push(
      runReactions(options),
      runRefunds({ ...options, providers }),
      runCollecting({ ...options, collectors }),
      runReconciling({ ...options, providers, checks }),
      runWebhooks(options),
      runSubscriptions({ ...options, allowInside: config.webhooksInside ?? false }),
      runOutcomes(options),
      runForgetting(options),
      runDailyLearning({ ...options, learn: () => learnOfToday(platform.database.url) }),
    );
  if (config.roles.has("worker") && (await hasSampleLife(platform.database))) workers.push(runSampleLife(options));
  if (config.roles.has("worker")) workers.push(runLaboratory({ ...options, moments }));
  if (config.roles.has("worker")) workers.push(runMessages({ ...options, kinds: messageKinds, ...postOf(config) }));
  if (config.roles.has("clock")) workers.push(runTimers(options), runAssessments(options));
  if (config.roles.has("web")) workers.push(runHolidays(options));
  const sources = trackingSources(config);
  if (config.roles.has("worker") && sources.length > 0) workers.push(runPolling({ ...options, sources }));
  try {
    const address = config.roles.has("web") ? await server.listen({ port: config.port, host: config.host }) : undefined;
    return { address, server, close: () => closeAll(server, workers) };
  } catch (error) {
    await closeAll(server, workers);
    throw error;
  }
}

/** Services that are asked about parcels, where the shop has accounts with them. */
function trackingSources({ trackingKeys }: Partial<Pick<Config, "trackingKeys">>): TrackingSource[] {
  const { aftership, easypost } = trackingKeys ?? {};
  return [
    ...(aftership === undefined ? [] : [aftershipSource({ apiKey: aftership })]),
    ...(easypost === undefined ? [] : [easypostSource({ apiKey: easypost })]),
  ];
}

/** Stripe where the shop has an account; what names no provider is paid within the house. */
function paymentProviders(
  { database, clock }: Platform,
  { stripeSecretKey }: Partial<Pick<Config, "stripeSecretKey">>,
): PaymentProvider[] {
  const local = localProvider(database, clock);
  return stripeSecretKey === undefined ? [local] : [local, stripeProvider({ secretKey: stripeSecretKey })];
}

/** First the one who takes money from shoppers, then others who have taken some. */
function collectorsOf(
  { database }: Platform,
  { stripeSecretKey }: Partial<Pick<Config, "stripeSecretKey">>,
): readonly [Collector, ...Collector[]] {
  const local = localCollector({ db: database.kysely });
  return stripeSecretKey === undefined ? [local] : [stripeCollector({ secretKey: stripeSecretKey }), local];
}

/** Mail leaves over SMTP where a server is named; whatever has no way out is shown in the console as if it had left. */
function postOf({ mail, publicUrl }: Pick<Config, "mail" | "publicUrl">) {
  const email = mail === undefined ? outboxTransport("email") : smtpTransport(mail);
  return { publicUrl, transports: [email, outboxTransport("sms")] };
}

async function closeAll(server: FastifyInstance, workers: readonly Workers[]): Promise<void> {
  await Promise.all([server.close(), ...workers.map((worker) => worker.stop())]);
}
