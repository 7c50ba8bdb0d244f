import type { MessageChannel } from "../../facts/messages/index.ts";

/** A message as it goes out of the door. */
export interface Outgoing {
  /** The same for every try, so that a receiver knows a repeat. */
  readonly messageId: string;
  readonly channel: MessageChannel;
  readonly to: string;
  /** The sender's name beside the address that the transport sends from. */
  readonly fromName: string;
  readonly replyTo?: string | undefined;
  readonly subject?: string | undefined;
  readonly html?: string | undefined;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * What came of it: taken over by the next in line; refused for good, `permanent` where nothing will ever reach that address; or not now, which
 * is also the answer when nobody knows.
 */
export type Delivery =
  | { readonly outcome: "accepted" }
  | { readonly outcome: "refused"; readonly permanent: boolean; readonly detail: string }
  | { readonly outcome: "later"; readonly detail: string };

/** A way out of the house. A throw counts as `later`. */
export interface MessageTransport {
  /** Stored with each message that it took. */
  readonly name: string;
  readonly channel: MessageChannel;
  send(message: Outgoing): Promise<Delivery>;
  close(): void;
}
