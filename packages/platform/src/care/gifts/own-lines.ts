import { type Gift, linesOfGifts, readGift } from "../../facts/gifts/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import type { GivenBack } from "../returns/requests/index.ts";

/** A gift that somebody has opened, with the units of its own lines that they name. */
interface OpenGift {
  readonly orderId: Gift["order_id"];
  readonly gift: GivenBack;
}

/**
 * The gift whose lines are named, and whose it is.
 * @throws not-found (404) for a gift that nobody opened, and for lines of the order that were not given: whether there are such is not theirs to know
 */
export async function giftOfLines(
  tx: DatabaseTx,
  giftId: string,
  named: readonly { readonly line: number }[],
): Promise<OpenGift> {
  const { order_id: orderId, bearer_id: bearerId } = await readGift(tx, giftId);
  if (bearerId === null) throw notFound({ field: "giftId" });
  const given = (await linesOfGifts(tx, [giftId])).get(giftId) ?? [];
  const other = named.findIndex(({ line }) => !given.includes(line));
  if (other !== -1) throw notFound({ field: `lines/${other}/line` });
  return { orderId, gift: { giftId, bearerId } };
}
