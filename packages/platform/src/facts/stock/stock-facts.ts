import { z } from "zod";
import { At } from "../../foundation/contracts/index.ts";
import { fact } from "../../foundation/events/index.ts";
import { ShopperId } from "../identifiers/index.ts";

const reservation = {
  shopperId: ShopperId,
  /** What the pieces are kept for, such as `exchange/<id>`. */
  purpose: z.string(),
  lines: z.array(z.object({ sku: z.string(), quantity: z.int() })),
};

export const stockReserved = fact("stock.reserved", {
  summary: "Pieces are kept for a shopper until an instant; once more with a later one when they are kept longer.",
  data: z.object({ ...reservation, until: At }),
});

export const stockReleased = fact("stock.released", {
  summary:
    "Pieces are kept for a shopper no longer: they were taken and have left, were given free, or nobody came for them in time.",
  data: z.object({ ...reservation, because: z.enum(["taken", "released", "expired"]) }),
});
