import { z } from "zod";
import { OrderId, PromiseId } from "../../../facts/identifiers/index.ts";
import { At, contract } from "../../../foundation/contracts/index.ts";
import { MoneyAmount } from "../../../foundation/money/index.ts";

const Day = z.iso.date();
const Window = z.object({ earliest: Day, latest: Day });

/** What was promised with an order, and what became of it. Days are those of the retailer. */
const PromiseView = z.object({
  promiseId: PromiseId,
  /** Absent of what was replayed from a file. */
  orderId: OrderId.optional(),
  /** `service|origin|country|zone`, with `-` for what is not known. */
  lane: z.string(),
  service: z.string().optional(),
  /** By a quote that was accepted, by the shop, by the engine since nobody said anything, or afterwards from a history. */
  basis: z.enum(["quoted", "shop", "assumed", "retrospective"]),
  madeAt: At,
  startsOn: Day,
  /** What it is judged by, whatever is expected since. */
  promised: Window,
  /** What is expected now. */
  now: Window,
  slot: z.object({ from: At, until: At }).optional(),
  /** Stated chance to arrive by the last promised day. */
  confidence: z.number().optional(),
  /** The shop's own day beside ours. */
  shopLatest: Day.optional(),
  price: MoneyAmount.optional(),
  status: z.enum(["open", "kept", "missed", "void"]),
  settledOn: Day.optional(),
  deliveredOn: Day.optional(),
  /** Where the days were lost that it is late. */
  cause: z.enum(["warehouse", "transit", "both"]).optional(),
  /** Newest first. */
  revisions: z.array(
    Window.extend({
      number: z.int(),
      at: At,
      /** Chance to miss what was promised first, as known then. */
      chanceLate: z.number(),
      cause: z.string(),
      toldAt: At.optional(),
    }),
  ),
});
export type PromiseView = z.output<typeof PromiseView>;

export const getPromise = contract("promises.get", {
  summary: "One promise with its revisions.",
  http: "GET /v1/promises/:promiseId",
  input: z.strictObject({ promiseId: PromiseId }),
  output: PromiseView,
});

export const promiseOfOrder = contract("promises.of-order", {
  summary: "What was promised with an order, and what became of it; nothing where nothing was promised.",
  http: "GET /v1/orders/:orderId/promise",
  input: z.strictObject({ orderId: OrderId }),
  output: z.object({ promise: PromiseView.optional() }),
});
