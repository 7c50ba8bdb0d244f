import { z } from "zod";
import { OrderId, ReturnRequestId } from "../../facts/identifiers/index.ts";
import { contract } from "../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";

/** Something in stock that a shopper can have for units that go back. */
const Substitute = z.object({
  sku: z.string(),
  title: z.string(),
  /** Which of its product it is, such as `M / Blue`; absent where the shop tells its variants no names. */
  variant: z.string().optional(),
  /** Of the same product as what goes back. */
  isSameProduct: z.boolean(),
  /** What the units cost in exchange, minor units of the order's currency, as are all amounts here. */
  price: MoneyAmount,
  /** Above zero the shopper owes it, by a link that they pay at themselves; below zero they get it back. */
  difference: MoneyAmount,
  /** Why it is put forward, in the caller's language; the first is the main one. */
  because: z.array(z.string()),
});

const Asked = {
  /** Words of a product's title. */
  q: z.string().trim().min(1).max(120).optional(),
  /** Of each line. */
  limit: z.int().min(1).max(50).default(8),
};

const Substitutes = z.object({
  currency: z.string(),
  lines: z.array(
    z.object({
      line: z.int(),
      sku: z.string(),
      quantity: z.int(),
      /** What was paid for these units. */
      value: MoneyAmount,
      /** Empty where nothing that answers the reason is in stock. */
      substitutes: z.array(Substitute),
    }),
  ),
});

export const exchangeSubstitutes = contract("exchanges.substitutes", {
  summary:
    "What can be had for units that go back, the best answer to their reason first; only what is in stock. With `q`, products of any kind.",
  http: "POST /v1/orders/:orderId/exchange-substitutes",
  kind: "query",
  input: z.strictObject({
    orderId: OrderId,
    lines: z
      .array(
        z.strictObject({
          line: z.int().min(1),
          quantity: z.int().min(1).max(1_000_000),
          /** A return reason handle, e.g. `too-small`. */
          reason: z.string().trim().min(1).max(120).default("other-reason"),
        }),
      )
      .min(1)
      .max(20),
    ...Asked,
  }),
  output: Substitutes,
});

export const exchangeChoices = contract("exchanges.choices", {
  summary:
    "What can be had for everything that goes back on a return request, line by line, the best answer to its reason first.",
  http: "POST /v1/return-requests/:returnRequestId/exchange-choices",
  kind: "query",
  input: z.strictObject({ returnRequestId: ReturnRequestId, ...Asked }),
  output: Substitutes,
});
