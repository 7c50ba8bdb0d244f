import { Socket } from "node:net";
import pg from "pg";

const APPLICATION_NAME = "aftercare presence";

/**
 * One idle connection for each process that uses the server. Counting them tells who is still there, the server itself
 * forgets a process that was killed, and the process learns at once when the server is gone.
 */
export interface Presence {
  /** How many other processes of ours use this server now. */
  others(): Promise<number>;
  leave(): Promise<void>;
}

/** @param onLost called once when the connection ends without `leave` */
export async function enter(ownerUrl: string, onLost: () => void): Promise<Presence> {
  const socket = new Socket();
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: APPLICATION_NAME,
    connectionTimeoutMillis: 30_000,
    keepAlive: true,
    stream: () => socket,
  });
  client.on("error", () => {}); // always followed by "end"
  await client.connect();
  client.once("end", onLost);
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
      client.off("end", onLost);
      await client.end();
    },
  };
}
