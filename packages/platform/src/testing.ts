import type { FastifyInstance } from "fastify";
import { appendListeners, operations } from "./capabilities.ts";
import type { Actor, Role } from "./foundation/actors/index.ts";
import { createApiKey } from "./foundation/auth/index.ts";
import { type TestClock, testClock } from "./foundation/clock/index.ts";
import { type TestDatabase, testDatabase } from "./foundation/database/testing.ts";
import { openUnitOfWork, type UnitOfWork } from "./foundation/events/index.ts";
import { migrationFolders } from "./migrations.ts";
import { createServer } from "./surfaces/http/index.ts";

/** A whole house on a database of its own, with a clock that the test moves. */
export interface TestHouse {
  readonly database: TestDatabase;
  readonly clock: TestClock;
  readonly work: UnitOfWork;
  /** All operations over HTTP, without listening: `server.inject(…)`. */
  readonly server: FastifyInstance;
  /** An Authorization header for a role, bound to a scope of UUIDs. */
  authorization(role: Role, scope?: Actor["scope"]): Promise<{ authorization: string }>;
  close(): Promise<void>;
}

export async function testHouse(): Promise<TestHouse> {
  const database = await testDatabase(migrationFolders);
  const clock = testClock();
  const work = openUnitOfWork(database, clock, appendListeners(clock));
  const server = await createServer({
    runtime: { work, clock },
    operations,
    version: "test",
    pages: [],
    trustProxy: false,
    log: false,
  });
  return {
    database,
    clock,
    work,
    server,
    async authorization(role, scope = {}) {
      const key = await work.run("test", (tx) => createApiKey(tx, { label: "test", role, scope }, clock.real()));
      return { authorization: `Bearer ${key}` };
    },
    async close() {
      await server.close();
      await database.close();
    },
  };
}
