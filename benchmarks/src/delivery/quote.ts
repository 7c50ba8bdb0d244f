import { loadavg } from "node:os";
import { operations } from "../../../packages/platform/src/capabilities.ts";
import { createApiKey } from "../../../packages/platform/src/foundation/auth/index.ts";
import { learnPromises } from "../../../packages/platform/src/judgement/promises/index.ts";
import type { Platform } from "../../../packages/platform/src/platform.ts";
import { createServer } from "../../../packages/platform/src/surfaces/http/index.ts";
import { onFreshPlatform } from "../fresh-platform.ts";
import { put } from "../load/load.ts";
import type { BenchResult } from "../result.ts";

const perSecond = 300;
const warmUpSeconds = 5;
const seconds = 30;

/**
 * Carts that ask when they would arrive, by five services on lanes that were learned from 40,000 deliveries, at even distances whether or not
 * earlier ones were answered. Who asks has a process of its own.
 */
export function quote(): Promise<BenchResult[]> {
  return onFreshPlatform(async (platform) => {
    const { work, clock } = platform;
    const runtime = { work, clock };
    const app = await createServer({
      ...{ runtime, operations, version: "0", trustProxy: false, log: false, pages: [] },
    });
    try {
      await offerServices(platform, app);
      await deliverForAYear(platform);
      const learned = await learnPromises({ unitOfWork: work, clock });
      const url = `${await app.listen({ port: 0, host: "127.0.0.1" })}/v1/promises/quotes`;
      const headers = await headersOf(platform, "service");
      const ask = (many: number, first: number) =>
        put({ url, headers, bodies: Array.from({ length: many }, (_, i) => cart(first + i)), pace: { perSecond } });
      await ask(perSecond * warmUpSeconds, 0);
      const answered = await ask(perSecond * seconds, perSecond * warmUpSeconds);
      const { rows } = await platform.database.pool.query("select count(*)::int as shown from promise_quotes");
      const asked = perSecond * (warmUpSeconds + seconds);
      return [
        { name: "load average", value: loadavg()[0] ?? 0, unit: "processes" },
        { name: "lanes learned", value: learned?.lanes ?? 0, unit: "lanes" },
        { name: `p50 at ${perSecond} a second`, value: answered.p50, unit: "ms" },
        {
          ...{ name: `p99 at ${perSecond} a second`, value: answered.p99, unit: "ms" },
          ...{ goal: "at most 15 ms", met: answered.p99 <= 15 },
        },
        { name: "failed", value: answered.failed, unit: "quotes", goal: "0", met: answered.failed === 0 },
        {
          ...{ name: "written down of those asked", value: rows[0]?.shown, unit: "quotes", baseline: asked },
          ...{ goal: "all", met: rows[0]?.shown === asked },
        },
      ];
    } finally {
      await app.close();
    }
  });
}

async function headersOf({ work, clock }: Platform, role: "admin" | "service") {
  const key = await work.run("bench", (tx) => createApiKey(tx, { label: "bench", role }, clock.real()));
  return { authorization: `Bearer ${key}` };
}

const usual = { origin: "hub", countries: ["DE", "AT"], price: 490, currency: "EUR", freeFrom: 5000 };
const services = {
  standard: { kind: "standard", statedP50: 2, statedP90: 4 },
  bulky: { kind: "standard", statedP50: 4, statedP90: 8 },
  express: { kind: "express", statedP50: 1, statedP90: 2, price: 990 },
  green: { kind: "standard", statedP50: 3, statedP90: 6, price: 290 },
  window: {
    ...{ kind: "slot", statedP50: 1, statedP90: 3 },
    slot: { hours: 2, bookDaysAhead: 3, from: "08:00", until: "20:00", capacity: 50 },
  },
};

async function offerServices(platform: Platform, app: Awaited<ReturnType<typeof createServer>>): Promise<void> {
  const headers = await headersOf(platform, "admin");
  const save = async (path: string, payload: object) => {
    const answer = await app.inject({ method: "PUT", url: `/v1/shipping/${path}`, headers, payload });
    if (answer.statusCode !== 200) throw new Error(answer.body);
  };
  await save("origins/hub", { title: "Hub", country: "DE", subdivision: "HH", timeZone: "Europe/Berlin" });
  for (const [rank, [key, service]] of Object.entries(services).entries())
    await save(`services/${key}`, { ...usual, ...service, title: { en: key }, rank });
}

/** Deliveries of the last 400 days, on lanes of different length, weekends slower; those of the last days are still under way. */
async function deliverForAYear({ database, clock }: Platform): Promise<void> {
  await database.pool.query(
    `insert into journeys (id, source, key, lane, service, carrier, origin, country, zone, started_at, starts_on,
      handed_over_on, handed_over_at, delivered_on, delivered_at)
    select gen_random_uuid(), 'bench', day || '-' || k, concat_ws('|', service, 'hub', 'DE', zone), service, 'dhl', 'hub', 'DE',
      zone, at, at::date, at::date, at, case when ends < $1 then ends::date end, case when ends < $1 then ends end
    from generate_series(1, 400) day, generate_series(1, 100) k
    cross join lateral (select $1::timestamptz - make_interval(days => day) as at,
      ($2::text[])[1 + k % 5] as service, lpad((k / 5 % 20 * 5)::text, 2, '0') as zone) lane
    cross join lateral (select at + make_interval(days => 1 + k % 5
      + floor(-ln(1 - random()) * 1.2)::int + case when extract(isodow from at) > 5 then 1 else 0 end) as ends) way`,
    [clock.now(), Object.keys(services)],
  );
}

function cart(i: number): string {
  const lines = Array.from({ length: 1 + (i % 4) }, (_, line) => {
    return { sku: `SKU-${(i * 31 + line) % 5000}`, quantity: 1 + (line % 2), amount: 1990 };
  });
  const postCode = String((i * 7919) % 100_000).padStart(5, "0");
  return JSON.stringify({ destination: { country: i % 10 === 0 ? "AT" : "DE", postCode }, currency: "EUR", lines });
}
