import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { setTimeout as after } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Platform } from "../../../packages/platform/src/platform.ts";
import { onFreshPlatform } from "../fresh-platform.ts";
import type { BenchResult } from "../result.ts";
import { eventsPath, makeEndpoint, secret } from "./event-server.ts";
import { signatureOf, signedEvents } from "./signed-events.ts";

const events = 20_000;
const connections = 16;
/** Somewhere in the middle, at another moment in every run. */
const killAfter = Math.round(events * (0.25 + Math.random() / 2));

/**
 * `kill -9` of the server while it takes events: whatever it had acknowledged is stored when another one comes up, and when the sender has tried
 * again what was not answered, all are there once, and so are the scans that were read from them.
 */
export function kill(): Promise<BenchResult[]> {
  return onFreshPlatform(async (platform, folder) => {
    const path = eventsPath(await makeEndpoint(platform));
    const { bodies } = signedEvents({ secret, amount: events, first: 0, now: platform.clock.real().getTime() });
    const left = new Set(bodies.keys());
    const first = await start(folder);
    const acknowledged = await send(`${first.url}${path}`, bodies, left, (soFar) => {
      if (soFar === killAfter) first.process.kill("SIGKILL");
    });
    await gone(first.process);
    const second = await start(folder);
    try {
      const stored = new Set(await storedKeys(platform));
      const lost = acknowledged.filter((number) => !stored.has(`event-${number}`)).length;
      await send(`${second.url}${path}`, bodies, left);
      await allRead(platform);
      const keys = await storedKeys(platform);
      const { rows } = await platform.database.pool.query("select count(*)::int as scans from scans");
      const twice = keys.length - new Set(keys).size;
      const scans = Number(rows[0]?.scans);
      return [
        { name: "acknowledged before the kill", value: acknowledged.length, unit: "events" },
        { name: "of those missing afterwards", value: lost, unit: "events", goal: "0", met: lost === 0 },
        {
          ...{ name: "stored when all were sent again", value: keys.length, baseline: events, unit: "events" },
          ...{ goal: "all, none twice", met: keys.length === events && twice === 0 },
        },
        {
          name: "scans read",
          value: scans,
          baseline: 8 * events,
          unit: "scans",
          goal: "8 each",
          met: scans === 8 * events,
        },
      ];
    } finally {
      second.process.kill("SIGKILL");
      await gone(second.process);
    }
  });
}

async function start(folder: string) {
  const child = fork(fileURLToPath(new URL("./killed-server.ts", import.meta.url)));
  child.send(`${folder}/data`);
  const [url] = (await once(child, "message")) as [string];
  return { process: child, url };
}

async function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

/** Sends what is left, so many at a time, until all was answered or nobody answers any more. @returns numbers of those acknowledged */
async function send(
  url: string,
  bodies: readonly string[],
  left: Set<number>,
  onAcknowledged: (soFar: number) => void = () => {},
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const numbers = [...left];
  const acknowledged: number[] = [];
  let isThere = true;
  const sendOneAfterTheOther = async () => {
    for (let number = numbers.shift(); number !== undefined && isThere; number = numbers.shift()) {
      const status = await post(url, bodies[number] ?? "", agent);
      if (status === 200) {
        left.delete(number);
        onAcknowledged(acknowledged.push(number));
      } else isThere = status !== undefined;
    }
  };
  await Promise.all(Array.from({ length: connections }, sendOneAfterTheOther));
  agent.destroy();
  return acknowledged;
}

/** @returns the status, or nothing where nobody answered */
function post(url: string, body: string, agent: Agent): Promise<number | undefined> {
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  const headers = { ...signatureOf(secret, body), "content-type": "application/json" };
  const asked = request(url, { method: "POST", agent, headers }, (response) => {
    response
      .resume()
      .on("end", () => resolve(response.statusCode))
      .on("error", () => resolve(undefined));
  });
  asked.on("error", () => resolve(undefined)).end(body);
  return promise;
}

async function storedKeys({ database }: Platform): Promise<string[]> {
  const { rows } = await database.pool.query("select event_key as key from webhook_deliveries");
  return rows.map(({ key }) => String(key));
}

async function allRead({ database }: Platform): Promise<void> {
  const open = "select count(*)::int as open from webhook_deliveries where state = 'stored'";
  while (Number((await database.pool.query(open)).rows[0]?.open) > 0) await after(200);
}
