import type { z } from "zod";
import type { Id } from "../../foundation/ids/index.ts";
import { type CreditEntry, shownReference } from "./book-credit.ts";
import type { CreditEntryView } from "./credit.contract.ts";

/** An entry as it is shown. */
export function viewEntry(entry: CreditEntry): z.output<typeof CreditEntryView> {
  const { kind, amount, balance, currency, at, order_id, store_id } = entry;
  return {
    ...{ entryId: entry.id as Id<"cre">, kind, amount, balance, currency, at },
    reference: shownReference(entry.reference),
    ...(order_id !== null && { orderId: order_id as Id<"ord"> }),
    ...(store_id !== null && { storeId: store_id as Id<"sto"> }),
  };
}
