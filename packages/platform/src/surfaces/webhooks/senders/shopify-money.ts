import { z } from "zod";

/** Shopify writes money as decimal text, such as `409.94`, and in some places as a number; what goes out can have a minus. Read without it. */
export const Decimal = z
  .union([z.string(), z.number().transform(String)])
  .pipe(z.string().regex(/^-?\d{1,12}(\.\d{1,10})?$/))
  .transform((text) => text.replace(/^-/, ""));
