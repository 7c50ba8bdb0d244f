import { anything, operation } from "../../foundation/operations/index.ts";
import { getMessage } from "./message.contract.ts";
import { viewMessage } from "./view-messages.ts";

export const getMessageOperation = operation(getMessage, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock }, { messageId }) {
    const view = await viewMessage(tx, clock, messageId);
    const content = await tx.db
      .selectFrom("message_contents")
      .selectAll()
      .where("message_id", "=", messageId)
      .executeTakeFirst();
    if (!content) return view;
    const { address, subject, html, body: text } = content;
    return {
      ...view,
      content: {
        text,
        ...(address !== null && { to: address }),
        ...(subject !== null && { subject }),
        ...(html !== null && { html }),
      },
    };
  },
});
