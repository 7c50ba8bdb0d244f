import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildShopperPages } from "@aftercare/shopper/build";
import type { FastifyInstance } from "fastify";
import { type TestFacts, testFacts } from "../../facts/testing.ts";
import type { MigrationFolder } from "../../foundation/database/index.ts";
import { localCollector } from "../../means/collecting/index.ts";
import { createServer } from "../http/index.ts";
import { shopperPages } from "./index.ts";

/** The pages of shoppers on a server and a database of their own. */
export interface TestPages {
  readonly facts: TestFacts;
  readonly app: FastifyInstance;
  close(): Promise<void>;
}

/** The folders come from the test: which exist is known at the root of the house. */
export async function testPages(folders: readonly MigrationFolder[]): Promise<TestPages> {
  const builtFolder = mkdtempSync(join(tmpdir(), "shopper-pages-"));
  await buildShopperPages(builtFolder);
  const facts = await testFacts(folders);
  const runtime = { work: facts.work, clock: facts.clock };
  const paying = { publicUrl: "http://shop.test", collector: localCollector({ db: facts.database.kysely }) };
  const { mount, problemPage } = shopperPages({ runtime, builtFolder, paying });
  const app = await createServer({
    ...{ runtime, operations: [], version: "0", pages: [mount], problemPage },
    trustProxy: true,
    log: false,
  });
  return {
    facts,
    app,
    async close() {
      await app.close();
      await facts.close();
      rmSync(builtFolder, { recursive: true });
    },
  };
}
