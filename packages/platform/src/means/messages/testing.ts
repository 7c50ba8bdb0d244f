import { once } from "node:events";
import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

/** A real mail server on a port of its own, that keeps what it is given. */
export interface TestMailServer {
  readonly url: string;
  /** What was accepted, oldest first. */
  readonly received: { readonly to: string; readonly mail: Email; readonly raw: string }[];
  /** What it does with the next messages to an address, one after the other; afterwards it accepts. */
  misbehave(address: string, ...replies: readonly Misbehaviour[]): void;
  close(): Promise<void>;
}

/** An answer to MAIL FROM (planned under the sender's address), to RCPT TO or to the data, or no answer at all. */
export type Misbehaviour =
  | { readonly at: "sender" | "recipient" | "data"; readonly code: number; readonly text: string }
  /** Takes the message, and the connection ends before it can say so. */
  | "taken-without-a-word"
  /** Takes the message, says nothing and leaves the connection open. */
  | "hangs";

export async function testMailServer(): Promise<TestMailServer> {
  const received: { to: string; mail: Email; raw: string }[] = [];
  const planned = new Map<string, Misbehaviour[]>();
  const next = (address: string, at: "sender" | "recipient" | "data") => {
    const [reply] = planned.get(address) ?? [];
    if (reply === undefined || (typeof reply === "string" ? at !== "data" : reply.at !== at)) return undefined;
    planned.get(address)?.shift();
    return reply;
  };
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ["STARTTLS", "AUTH"], logger: false },
    onMailFrom({ address }, _session, answer) {
      const reply = next(address, "sender");
      answer(typeof reply === "object" ? refusal(reply) : undefined);
    },
    onRcptTo({ address }, _session, answer) {
      const reply = next(address, "recipient");
      answer(typeof reply === "object" ? refusal(reply) : undefined);
    },
    onData(stream, session, answer) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const to = session.envelope.rcptTo[0]?.address ?? "";
        const reply = next(to, "data");
        if (typeof reply === "object") return answer(refusal(reply));
        const raw = Buffer.concat(chunks).toString();
        PostalMime.parse(raw).then((mail) => {
          received.push({ to, mail, raw });
          if (reply === "taken-without-a-word") for (const connection of server.connections) connection.close();
          else if (reply !== "hangs") answer();
        }, answer);
      });
    },
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    misbehave: (address, ...replies) => void planned.set(address, [...replies]),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function refusal({ code, text }: { readonly code: number; readonly text: string }): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
