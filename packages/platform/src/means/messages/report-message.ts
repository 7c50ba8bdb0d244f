import { MessageId } from "../../facts/identifiers/index.ts";
import { changePermission, messageComplained } from "../../facts/messages/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { badInput, problemKind } from "../../foundation/problems/index.ts";
import type { Message } from "./judge-message.ts";
import { reportMessage, takeMessageReport } from "./message.contract.ts";
import { messageProcess } from "./message.ts";
import { aboutMessage } from "./message-event.ts";
import { readReport } from "./read-report.ts";
import { markBounced } from "./record-outcome.ts";
import { suppressAddress } from "./suppress.ts";
import { lockMessage, viewMessage } from "./view-messages.ts";

/** A report names no message of ours, or one that is not known here. */
const messageNotFound = problemKind("message-not-found", 404);

export const reportMessageOperation = operation(reportMessage, {
  by: { service: anything },
  async run({ tx, clock }, { messageId, ...report }) {
    const message = await lockMessage(tx, messageId);
    if (report.what === "complained") await complain(tx, clock, message);
    else await bounce(tx, clock, message, { permanent: report.permanent, detail: report.detail ?? "" });
    return viewMessage(tx, clock, messageId);
  },
});

export const takeReportOperation = operation(takeMessageReport, {
  by: { service: anything },
  async run({ tx, clock }, { raw }) {
    const report = await readReport(raw);
    if (report === undefined) {
      const message = "is neither a delivery status notification (RFC 3464) nor an abuse report (RFC 5965)";
      throw badInput({ field: "raw", reason: message }, { fields: [{ field: "raw", message }] });
    }
    const id = MessageId.safeParse(report.messageId);
    if (!id.success) throw messageNotFound();
    const message = await tx.db
      .selectFrom("messages")
      .selectAll()
      .where("id", "=", id.data)
      .forUpdate()
      .executeTakeFirst();
    if (!message) throw messageNotFound();
    const { what, permanent, detail } = report;
    if (what === "complained") await complain(tx, clock, message);
    if (what === "bounced") await bounce(tx, clock, message, { permanent, detail });
    return { what, messageId: id.data, ...(what === "bounced" && { permanent }) };
  },
});

/** Told twice, as providers do, it is told once. @throws illegal-transition for a message that never left */
async function bounce(
  tx: Tx,
  clock: Clock,
  message: Message,
  said: { permanent: boolean; detail: string },
): Promise<void> {
  if (message.state === "bounced" || message.state === "complained") return;
  messageProcess.next(message.state, "bounce");
  await markBounced(tx, clock, message, { to: await addressOfContent(tx, message), ...said });
}

/** Whoever calls a message a nuisance wants nothing of the kind, and nothing that sells; about their own purchases they are still told. */
async function complain(tx: Tx, clock: Clock, message: Message): Promise<void> {
  if (message.state === "complained") return;
  const state = messageProcess.next(message.state, "complain");
  const { subject, data } = aboutMessage(message);
  const at = clock.now();
  await tx.append(messageComplained({ subject, at, data }));
  const { shopper_id: shopperId, channel } = message;
  for (const purpose of ["care", "guide", "marketing"] as const)
    await changePermission(tx, { shopperId, channel, purpose, granted: false, at, origin: "complaint" });
  await tx.db.updateTable("messages").set({ state }).where("id", "=", message.id).execute();
  const to = await addressOfContent(tx, message);
  // A complaint about what had to be told leaves only one way to be left alone.
  if (message.purpose === "service" && to !== undefined)
    await suppressAddress(tx, to, "complained", { at, messageId: message.id });
}

async function addressOfContent(tx: Tx, { id }: Message): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom("message_contents")
    .select("address")
    .where("message_id", "=", id)
    .executeTakeFirst();
  return row?.address ?? undefined;
}
