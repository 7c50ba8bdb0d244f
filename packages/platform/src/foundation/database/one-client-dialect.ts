import {
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  type PostgresPoolClient,
  PostgresQueryCompiler,
  type QueryCompiler,
} from "kysely";
import type pg from "pg";

/**
 * Binds Kysely to one connection that is inside a transaction. Queries made at the same time take turns, which the
 * driver will require from its next major version on; after `close` every further query is refused, because by then the
 * connection may serve somebody else's transaction.
 */
export class OneClientDialect implements Dialect {
  readonly #client: pg.PoolClient;
  #turn: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  /** Waits for the queries already made, then refuses all others. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#turn;
  }

  createDriver(): Driver {
    return new InsideTransactionDriver({
      pool: { connect: () => this.#takeTurn(), end: () => Promise.resolve(), options: {} },
    });
  }

  createQueryCompiler(): QueryCompiler {
    return new PostgresQueryCompiler();
  }

  createAdapter(): PostgresAdapter {
    return new PostgresAdapter();
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new PostgresIntrospector(db);
  }

  async #takeTurn(): Promise<PostgresPoolClient> {
    if (this.#closed)
      throw new Error("this transaction has ended: a query was made after its work returned (a missing await?)");
    const { promise, resolve: release } = Promise.withResolvers<void>();
    const before = this.#turn;
    this.#turn = promise;
    await before;
    const client = this.#client;
    return { query: client.query.bind(client), release: () => release() } as PostgresPoolClient;
  }
}

/** Beginning a second transaction on the same connection would let its commit end the outer one. */
class InsideTransactionDriver extends PostgresDriver {
  override beginTransaction(): Promise<void> {
    return Promise.reject(new Error("already inside a transaction: pass `tx` on instead of opening another"));
  }
}
