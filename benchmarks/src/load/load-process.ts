import { once } from "node:events";
import { Agent, request } from "node:http";
import autocannon from "autocannon";
import { signedEvents } from "../delivery/signed-events.ts";
import type { Answered, Load } from "./load.ts";
import { quantile } from "./quantile.ts";

const [{ url, pace, paths, method = "POST", ...load }] = (await once(process, "message")) as [Load];
const { bodies, headersOfEach = [] } = "secret" in load.bodies ? signedEvents(load.bodies) : { bodies: load.bodies };
const common = { ...load.headers, "content-type": "application/json" };
const addressAt = (place: number) => `${url}${paths?.[place] ?? ""}`;
const headersAt = (place: number) => ({ ...common, ...headersOfEach[place] });

async function closedLoop(connections: number, duration?: number): Promise<Answered> {
  let next = 0;
  const run = await autocannon({
    ...{ url, headers: common, connections, method },
    ...(duration === undefined ? { amount: bodies.length } : { duration }),
    // It looks only so often whether it is done, and if it looked once a second, all that takes less would have taken a whole one.
    sampleInt: 10,
    requests: [
      {
        setupRequest: (each) => {
          const place = next++;
          const { pathname } = new URL(addressAt(place));
          const body = method === "GET" ? {} : { body: bodies[place] ?? "" };
          return { ...each, path: pathname, ...body, headers: headersAt(place) };
        },
      },
    ],
  });
  const { latency, requests, start, finish } = run;
  const seconds = (finish.getTime() - start.getTime()) / 1_000;
  return {
    ...{ answered: requests.total, seconds, perSecond: requests.total / seconds },
    ...{ p50: latency.p50, p99: latency.p99, failed: run.non2xx + run.errors },
  };
}

/** As many connections as waiting requests need: the next one must not wait for an answer. */
const agent = new Agent({ keepAlive: true });

async function openLoop(perSecond: number): Promise<Answered> {
  const latencies: number[] = [];
  const asked: Promise<void>[] = [];
  const { promise: allSent, resolve } = Promise.withResolvers<void>();
  const start = performance.now();
  const ask = async (place: number, due: number) => {
    if (await isAnswered(place)) latencies.push(performance.now() - due);
  };
  const askWhatIsDue = () => {
    for (let due = start; asked.length < bodies.length; ) {
      due = start + (1_000 * asked.length) / perSecond;
      if (due > performance.now()) break;
      asked.push(ask(asked.length, due));
    }
    if (asked.length === bodies.length) resolve();
    else setTimeout(askWhatIsDue, 1);
  };
  askWhatIsDue();
  await allSent;
  await Promise.all(asked);
  agent.destroy();
  const seconds = (performance.now() - start) / 1_000;
  return {
    ...{ answered: latencies.length, seconds, perSecond: latencies.length / seconds },
    failed: asked.length - latencies.length,
    ...{ p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) },
  };
}

function isAnswered(place: number): Promise<boolean> {
  const body = bodies[place] ?? "";
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const options = {
    ...{ method, agent },
    headers: { ...headersAt(place), "content-length": Buffer.byteLength(body) },
  };
  const asked = request(addressAt(place), options, (response) => {
    response.resume().on("end", () => resolve(response.statusCode === 200));
  });
  asked.on("error", () => resolve(false)).end(body);
  return promise;
}

process.send?.(
  "connections" in pace ? await closedLoop(pace.connections, pace.seconds) : await openLoop(pace.perSecond),
);
