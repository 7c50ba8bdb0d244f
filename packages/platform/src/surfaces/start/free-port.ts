import { once } from "node:events";
import { createServer } from "node:net";

/** Nobody else listens on this port: found out first, so that a person does not wait for a start that must fail. */
export async function isPortFree(port: number, host: string): Promise<boolean> {
  const server = createServer();
  server.listen(port, host);
  try {
    await once(server, "listening");
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return false;
    throw error;
  } finally {
    server.close();
  }
}
