import { z } from "zod";

/** Who can send events here. */
export const SenderName = z.enum(["standard", "aftership", "easypost", "shopify", "medusa", "stripe"]);
export type SenderName = z.output<typeof SenderName>;
