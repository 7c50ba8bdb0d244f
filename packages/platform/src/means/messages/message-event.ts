import type { Id } from "../../foundation/ids/index.ts";
import type { Message } from "./judge-message.ts";

/** What every fact says of a message, and whom it is about. */
export function aboutMessage(
  message: Pick<Message, "id" | "shopper_id" | "order_id" | "kind" | "purpose" | "channel">,
) {
  const { kind, purpose, channel, order_id } = message;
  const shopperId = message.shopper_id as Id<"shp">;
  const data = {
    ...{ messageId: message.id as Id<"msg">, shopperId, kind, purpose, channel },
    ...(order_id !== null && { orderId: order_id as Id<"ord"> }),
  };
  return { subject: shopperId, data };
}
