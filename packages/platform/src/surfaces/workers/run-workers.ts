import { setTimeout as pause } from "node:timers/promises";
import { assessments } from "../../care/delivery/index.ts";
import type { BusinessClock } from "../../facts/retailer/index.ts";
import { prepareHolidays } from "../../facts/shipping/index.ts";
import type { UnitOfWork } from "../../foundation/events/index.ts";
import { forgetAnswers } from "../../foundation/operations/index.ts";
import { deliverReactions, type Reaction } from "../../foundation/reactions/index.ts";
import { fireTimers, type Timer } from "../../foundation/timers/index.ts";
import { forgetBodies } from "../../foundation/webhooks/index.ts";
import type { Moment } from "../../judgement/decisions/index.ts";
import { workOnLaboratory } from "../../judgement/laboratory/index.ts";
import { matureAll, onceADay } from "../../judgement/training/index.ts";
import { type Collector, takeCollectionSteps } from "../../means/collecting/index.ts";
import { type PostOffice, sendMessages } from "../../means/messages/index.ts";
import { type Reconciling, reconcile } from "../../means/reconciliation/index.ts";
import { type PaymentProvider, sendRefunds } from "../../means/refunds/index.ts";
import { type Polling, pollSilent } from "../polling/index.ts";
import { sampleLife } from "../sample-life/index.ts";
import { forgetSendings, sendEvents, type Telling } from "../subscriptions/index.ts";
import { readDeliveries } from "../webhooks/index.ts";

/** How long a loop rests when there was nothing to do, and one that only waits for the next day. */
const restMs = 200;
const dailyRestMs = 30_000;
const outcomesRestMs = 10_000;
/** Somebody waits at the screen, but for seconds of computing. */
const laboratoryRestMs = 1_000;
const reconcilingRestMs = 2_000;
/** Bodies are kept for days: what is over is looked for now and then. */
const forgetRestMs = 10 * 60_000;
/** Services allow a few questions a second, and nothing of it is urgent. */
const pollingRestMs = 60_000;

export interface Workers {
  /** Lets the batch at hand end, and starts no other. */
  stop(): Promise<void>;
}

interface WorkerOptions {
  readonly work: UnitOfWork;
  readonly clock: BusinessClock;
  readonly reactions: readonly Reaction[];
  readonly timers: readonly Timer[];
  /** Told of what went wrong outside any one delivery, e.g. a restarting database; the loop goes on. */
  readonly onError: (error: unknown) => void;
}

/** Delivers reactions until stopped. */
export function runReactions(options: WorkerOptions): Workers {
  const byName = new Map(options.reactions.map((reaction) => [reaction.name, reaction]));
  return loop(options, () => deliverReactions(options.work, options.clock, byName));
}

/** Fires timers until stopped. */
export function runTimers(options: WorkerOptions): Workers {
  const byName = new Map(options.timers.map((timer) => [timer.name, timer]));
  return loop(options, () => fireTimers(options.work, options.clock, byName));
}

/** Works out the holidays that quotes will ask for, and those of services and years that come along, until stopped. */
export function runHolidays(options: Pick<WorkerOptions, "work" | "clock" | "onError">): Workers {
  return loop(options, () => prepareHolidays(options.work, options.clock), dailyRestMs);
}

/** Sends refunds to whoever pays them until stopped. */
export function runRefunds(
  options: Pick<WorkerOptions, "work" | "clock" | "onError"> & { readonly providers: readonly PaymentProvider[] },
): Workers {
  const { work, clock, providers } = options;
  return loop(options, () => sendRefunds({ work, clock, providers }));
}

/** Asks those who take money from shoppers what is due until stopped. */
export function runCollecting(
  options: Pick<WorkerOptions, "work" | "clock" | "onError"> & { readonly collectors: readonly Collector[] },
): Workers {
  const { work, clock, collectors } = options;
  return loop(options, () => takeCollectionSteps({ work, clock, collectors }));
}

/** Compares the books every night, and when somebody asks for it, until stopped. */
export function runReconciling(options: Pick<WorkerOptions, "onError"> & Reconciling): Workers {
  return loop(options, () => reconcile(options), reconcilingRestMs);
}

/** Reads what others' systems have sent, and empties what was read days ago, until stopped. */
export function runWebhooks(options: Pick<WorkerOptions, "work" | "clock" | "onError">): Workers {
  const { work, clock } = options;
  const reading = loop(options, () => readDeliveries({ work, clock }));
  const forgetting = loop(options, () => work.run("webhooks", (tx) => forgetBodies(tx, clock.real())), forgetRestMs);
  return {
    async stop() {
      await Promise.all([reading.stop(), forgetting.stop()]);
    },
  };
}

/** Forgets what requests with an idempotency key were answered, a month later, until stopped. */
export function runForgetting(options: Pick<WorkerOptions, "work" | "clock" | "onError">): Workers {
  const { work, clock } = options;
  return loop(options, () => work.run("operations", (tx) => forgetAnswers(tx, clock.real())), forgetRestMs);
}

/** Tells subscribers of what happened, and forgets a month later that it did, until stopped. */
export function runSubscriptions(
  options: Pick<WorkerOptions, "work" | "clock" | "onError"> & Pick<Telling, "allowInside">,
): Workers {
  const telling = loop(options, () => sendEvents(options));
  const forgetting = loop(options, () => forgetSendings(options), forgetRestMs);
  return {
    async stop() {
      await Promise.all([telling.stop(), forgetting.stop()]);
    },
  };
}

/** Asks about parcels of which nobody says anything, until stopped. */
export function runPolling(options: Polling): Workers {
  const poll = pollSilent(options);
  // A rest after each step, also where there is more to ask: services refuse who asks too often.
  const step = async () => {
    await poll();
    return 0;
  };
  return loop(options, step, pollingRestMs);
}

/** Looks at orders on their way until stopped. */
export function runAssessments(options: Pick<WorkerOptions, "work" | "clock" | "onError">): Workers {
  return loop(options, assessments(options));
}

/** Follows the retailer's business time until stopped, in every process: a change of speed counts a second after it was made. */
export function followBusinessTime(options: Pick<WorkerOptions, "clock" | "onError">): Workers {
  return loop(options, async () => {
    await options.clock.refresh();
    return 0;
  });
}

/** Sends messages until stopped, and then closes the ways out. */
export function runMessages(
  options: Pick<WorkerOptions, "work" | "clock" | "onError"> & Pick<PostOffice, "kinds" | "transports" | "publicUrl">,
): Workers {
  const { work, clock, kinds, transports, publicUrl } = options;
  const sending = loop(options, () => sendMessages({ work, clock, kinds, transports, publicUrl }));
  return {
    async stop() {
      await sending.stop();
      for (const transport of transports) transport.close();
    },
  };
}

/** Lets the sample retailer's people go on living until stopped. */
export function runSampleLife(options: Pick<WorkerOptions, "work" | "clock" | "onError">): Workers {
  return loop(options, sampleLife(options));
}

/**
 * Writes down what came of decisions as soon as it can be known, so that what is measured moves with the day; learning, which is dear, follows
 * at its own pace.
 */
export function runOutcomes(options: Pick<WorkerOptions, "work" | "clock" | "onError">): Workers {
  const { work: unitOfWork, clock } = options;
  return loop(
    options,
    async () => {
      await matureAll({ unitOfWork, clock });
      return 0;
    },
    outcomesRestMs,
  );
}

/** Learns once on every business day, in whichever process gets to it first. */
export function runDailyLearning(
  options: Omit<WorkerOptions, "reactions" | "timers"> & { readonly learn: () => Promise<void> },
): Workers {
  const { work: unitOfWork, clock, learn } = options;
  return loop(
    options,
    async () => {
      await onceADay({ unitOfWork, clock }, learn);
      return 0;
    },
    dailyRestMs,
  );
}

/** Answers what the laboratory was asked, one run at a time; what is not finished when it is stopped goes to whoever comes next. */
export function runLaboratory(
  options: Omit<WorkerOptions, "reactions" | "timers"> & { readonly moments: readonly Moment[] },
): Workers {
  const { work: unitOfWork, clock, moments } = options;
  return loop(options, (signal) => workOnLaboratory({ unitOfWork, clock, moments, signal }), laboratoryRestMs);
}

function loop(
  { onError }: Pick<WorkerOptions, "onError">,
  step: (signal: AbortSignal) => Promise<number>,
  rest: number = restMs,
): Workers {
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      const worked = await step(stopping.signal).catch((error: unknown) => {
        onError(error);
        return 0;
      });
      if (worked === 0) await pause(rest, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
