import { operations } from "../../../packages/platform/src/capabilities.ts";
import { returnIncentive } from "../../../packages/platform/src/care/incentives/index.ts";
import { createApiKey } from "../../../packages/platform/src/foundation/auth/index.ts";
import { toWire } from "../../../packages/platform/src/foundation/ids/index.ts";
import type { Platform } from "../../../packages/platform/src/platform.ts";
import { createServer } from "../../../packages/platform/src/surfaces/http/index.ts";
import { type Answered, type Pace, put } from "../load/load.ts";
import { bareDecision } from "./bare-decision.ts";

/** A server of the house with all its operations, asked by a service with an API key. */
export interface Serving {
  /** So many decisions, each about a subject that was not asked about before. */
  decide(amount: number, pace: Pace): Promise<Answered>;
  insertBare(amount: number, pace: Pace): Promise<Answered>;
  close(): Promise<void>;
}

export async function serveDecisions(platform: Platform, subjects: readonly string[]): Promise<Serving> {
  const { work, clock } = platform;
  const app = await createServer({
    ...{ runtime: { work, clock }, operations, version: "0", trustProxy: false, log: false },
    pages: [bareDecision.route(platform)],
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const key = await work.run("bench", (tx) => createApiKey(tx, { label: "bench", role: "service" }, clock.real()));
  const headers = { authorization: `Bearer ${key}` };
  let asked = 0;
  return {
    decide: (amount, pace) => {
      if (asked + amount > subjects.length) throw new Error(`${subjects.length} returns are too few`);
      const bodies = subjects.slice(asked, asked + amount).map((subject) => {
        return JSON.stringify({ moment: returnIncentive.name, subject: toWire(returnIncentive.subject, subject) });
      });
      asked += amount;
      return put({ url: `${url}/v1/decisions`, headers, bodies, pace });
    },
    insertBare: (amount, pace) => {
      return put({ url: `${url}${bareDecision.path}`, headers, bodies: new Array<string>(amount).fill("{}"), pace });
    },
    close: () => app.close(),
  };
}
