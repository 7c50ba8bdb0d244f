import { anything, operation } from "../../foundation/operations/index.ts";
import { cancelMessage, retryMessage } from "./message.contract.ts";
import { messageProcess } from "./message.ts";
import { lockMessage, viewMessage } from "./view-messages.ts";

const desk = { agent: anything, manager: anything, admin: anything } as const;

/** From the beginning, with all its tries: what was in the way is supposed to be gone. */
export const retryMessageOperation = operation(retryMessage, {
  by: desk,
  async run({ tx, clock }, { messageId }) {
    const message = await lockMessage(tx, messageId);
    const state = messageProcess.next(message.state, "retry");
    await tx.db
      .updateTable("messages")
      .set({ state, attempts: 0, due_at: clock.real(), failure: null })
      .where("id", "=", messageId)
      .execute();
    return viewMessage(tx, clock, messageId);
  },
});

export const cancelMessageOperation = operation(cancelMessage, {
  by: desk,
  async run({ tx, clock }, { messageId }) {
    const message = await lockMessage(tx, messageId);
    const state = messageProcess.next(message.state, "cancel");
    await tx.db.updateTable("messages").set({ state, held_because: null }).where("id", "=", messageId).execute();
    return viewMessage(tx, clock, messageId);
  },
});
