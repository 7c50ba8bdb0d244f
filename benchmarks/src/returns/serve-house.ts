import { operations } from "../../../packages/platform/src/capabilities.ts";
import { createApiKey } from "../../../packages/platform/src/foundation/auth/index.ts";
import type { Platform } from "../../../packages/platform/src/platform.ts";
import { createServer } from "../../../packages/platform/src/surfaces/http/index.ts";

type Server = Awaited<ReturnType<typeof createServer>>;

/** A server of the house with all its operations, asked by a service with an API key. */
export interface Served {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** One POST through the network. */
  post(path: string, body: object, headers?: Readonly<Record<string, string>>): Promise<Replied>;
  close(): Promise<void>;
}

export interface Replied {
  readonly status: number;
  /** What of an answer is needed here. */
  readonly body: { readonly returnRequestId?: string; readonly refundId?: string; readonly type?: string };
}

export async function serveHouse(
  { work, clock }: Platform,
  pages: readonly ((app: Server) => Promise<void>)[] = [],
): Promise<Served> {
  const app = await createServer({
    ...{ runtime: { work, clock }, operations, version: "0", trustProxy: false, log: false, pages },
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const key = await work.run("bench", (tx) => createApiKey(tx, { label: "bench", role: "service" }, clock.real()));
  const headers = { authorization: `Bearer ${key}` };
  return {
    ...{ url, headers },
    async post(path, body, more = {}) {
      const response = await fetch(`${url}${path}`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json", ...more },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: (await response.json()) as Replied["body"] };
    },
    close: () => app.close(),
  };
}
