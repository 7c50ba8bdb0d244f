import { type Claimed, claimDue } from "../../foundation/outbox/index.ts";
import { clearMessage } from "./clear-message.ts";
import type { PostOffice } from "./post-office.ts";
import { recordOutcome } from "./record-outcome.ts";
import type { Delivery, MessageTransport, Outgoing } from "./transport.ts";

/** What one claim takes, and how much of it is on its way at once: all of it is done long before the lease ends. */
const atMost = 8;
const atOnce = 4;
const leaseMs = 2 * 60_000;

/**
 * Sends what is due, and answers how many messages were looked at. Any number of processes may call it. One that dies while a message is on
 * the wire leaves it claimed; when its lease ends it is sent again under the same Message-ID, since a notice too many is better than none.
 */
export async function sendMessages(office: PostOffice): Promise<number> {
  const { work, clock } = office;
  const claimed = await work.run("messages", (tx) =>
    claimDue(tx, {
      ...{ table: "messages", dueStates: ["queued"], leasedState: "sending", limit: atMost, leaseMs },
      now: clock.real(),
    }),
  );
  for (let from = 0; from < claimed.length; from += atOnce) {
    await Promise.all(claimed.slice(from, from + atOnce).map((claim) => sendOne(office, claim)));
  }
  return claimed.length;
}

async function sendOne(office: PostOffice, { id }: Claimed): Promise<void> {
  const { work, clock } = office;
  let outgoing: Outgoing | undefined;
  let transport: MessageTransport | undefined;
  let delivery: Delivery;
  try {
    outgoing = await work.run("messages", (tx) => clearMessage(tx, office, id));
    if (outgoing === undefined) return;
    transport = transportFor(office, outgoing);
    delivery = await transport.send(outgoing);
  } catch (failure) {
    // One message that cannot be made holds up no other, and is shown with its reason.
    delivery = { outcome: "later", detail: failure instanceof Error ? failure.message : String(failure) };
  }
  const sent = { id, to: outgoing?.to, ...(transport && { transport }) };
  await work.run("messages", (tx) => recordOutcome(tx, clock, sent, delivery));
}

function transportFor({ transports }: PostOffice, { channel }: Outgoing): MessageTransport {
  const transport = transports.find((one) => one.channel === channel);
  if (transport === undefined) throw new Error(`no way out for ${channel}`);
  return transport;
}
