import { z } from "zod";
import { ModelId } from "../../../facts/identifiers/index.ts";
import { At, contract } from "../../../foundation/contracts/index.ts";
import { PromiseCard } from "./promise-card.schema.ts";

export const promiseModel = contract("promises.model", {
  summary:
    "What promises are made by now: what it learned from, who tells and who corrects, by which losses that was decided, and when it is decided again.",
  http: "GET /v1/promises/model",
  input: z.strictObject({}),
  output: z.object({
    /** Absent while too little was delivered to learn from: what the retailer says of services stands. */
    model: z
      .object({
        modelId: ModelId,
        madeAt: At,
        /** The first day of which it has seen nothing. */
        asOf: z.iso.date(),
        card: PromiseCard,
      })
      .optional(),
  }),
});
