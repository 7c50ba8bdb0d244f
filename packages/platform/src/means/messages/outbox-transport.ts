import type { MessageChannel } from "../../facts/messages/index.ts";
import type { MessageTransport } from "./transport.ts";

/** Sends nothing: what would have been sent stands in the console. The way of every channel that no provider was named for. */
export function outboxTransport(channel: MessageChannel): MessageTransport {
  return { name: "outbox", channel, send: async () => ({ outcome: "accepted" }), close: () => {} };
}
