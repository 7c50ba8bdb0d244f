import { z } from "zod";

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "expected a time of day such as 21:00" });
const Most = z.int().min(0).max(100);

/** How a retailer writes to shoppers. */
export const MessageSettings = z.strictObject({
  /** Shown as the sender; the retailer's name where it is absent. */
  senderName: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^[^\p{Cc}<>"]*$/u, { error: "expected no quotation marks, angle brackets or control characters" })
    .optional(),
  /** Where answers go; the sender's own address where it is absent. */
  replyTo: z.email().max(254).optional(),
  /** On the reader's clock. Equal times are no quiet hours. */
  quietHours: z.strictObject({ from: TimeOfDay, until: TimeOfDay }),
  /** How many messages one person gets at most over one channel. */
  caps: z.strictObject({
    care: z.strictObject({ perDay: Most, perWeek: Most }),
    /** Settings of an earlier release say nothing of guides. */
    guide: z.strictObject({ perDay: Most, perWeek: Most }).default({ perDay: 1, perWeek: 3 }),
    marketing: z.strictObject({ perWeek: Most }),
  }),
  /** By the name of the kind; one that is not named is sent as usual. */
  kinds: z.record(z.string().max(80), z.boolean()),
});

export type MessageSettings = z.output<typeof MessageSettings>;
