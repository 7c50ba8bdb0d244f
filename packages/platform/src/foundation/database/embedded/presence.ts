import { Socket } from "node:net";
import pg from "pg";

const APPLICATION_NAME = "aftercare presence";

/**
 * One idle connection for each process that uses the server. Counting them tells who is still there, and the server
 * itself forgets a process that was killed.
 */
export interface Presence {
  /** How many other processes of ours use this server now. */
  others(): Promise<number>;
  leave(): Promise<void>;
}

export async function enter(ownerUrl: string): Promise<Presence> {
  const socket = new Socket();
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: APPLICATION_NAME,
    connectionTimeoutMillis: 30_000,
    keepAlive: true,
    stream: () => socket,
  });
  client.on("error", () => {}); // the server went away: whoever queries next learns it
  await client.connect();
  socket.unref(); // being present is no reason for a process to go on
  return {
    others: async () => {
      socket.ref();
      const { rows } = await client.query<{ others: number }>(
        "SELECT count(*)::int AS others FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid()",
        [APPLICATION_NAME],
      );
      return rows[0]?.others ?? 0;
    },
    leave: async () => {
      socket.ref();
      await client.end();
    },
  };
}
