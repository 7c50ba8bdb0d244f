import { z } from "zod";
import { contract } from "../../../foundation/contracts/index.ts";
import { OrderId } from "../../identifiers/index.ts";
import { ReasonTree } from "./reason-tree.schema.ts";

const Reason = z.object({
  /** A handle of Shopify's list of return reasons. */
  reason: z.string(),
  /** In the shopper's words. */
  says: z.string(),
  /** The goods are not what was sold: sending back is free, and the guarantee holds. */
  isFaulty: z.boolean(),
  /** A photo is asked for; a return never depends on one. */
  asksPhoto: z.boolean(),
});

export const returnReasonsOfOrder = contract("return-reasons.of-order", {
  summary:
    "Why something may go back, in the caller's language: for each line of an order the tree of its kind of goods.",
  http: "GET /v1/orders/:orderId/return-reasons",
  input: z.strictObject({ orderId: OrderId }),
  output: z.object({
    lines: z.array(z.object({ line: z.int(), tree: ReasonTree })),
    /** Each tree that a line names, once. */
    trees: z.array(
      z.object({
        tree: ReasonTree,
        branches: z.array(z.object({ branch: z.string(), says: z.string(), reasons: z.array(Reason) })),
      }),
    ),
  }),
});
