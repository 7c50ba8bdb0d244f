import { z } from "zod";

/** The same set as the catalogues', stated for the wire. */
export const Language = z.enum(["en", "de", "nl", "zh"]);

const unprintable = { error: "holds a control character or half of a surrogate pair; remove it" };

/** One line of text that can be stored and shown. */
export const plainText = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, unprintable);

const ContentText = z.strictObject({
  title: plainText(120),
  /** One or two sentences: why it is worth opening. */
  summary: plainText(300),
  /** Headings, lists, bold and https links of Markdown; absent where the page or video elsewhere is all there is. */
  body: z
    .string()
    .trim()
    .min(1)
    .max(20_000)
    .regex(/^[^\p{Cs}\p{Cc}\r\n\t]*([\r\n\t][^\p{Cs}\p{Cc}\r\n\t]*)*$/u, unprintable)
    .optional(),
});

/** What an item says, by language. */
export const ContentTexts = z.partialRecord(Language, ContentText);
export type ContentTexts = z.output<typeof ContentTexts>;
export type ContentText = z.output<typeof ContentText>;

/** What an item is for. */
export const ContentTarget = z.discriminatedUnion("match", [
  z.strictObject({ match: z.literal("sku"), value: plainText(120) }),
  /** The shop's own key of a product. */
  z.strictObject({ match: z.literal("product"), value: plainText(120) }),
  z.strictObject({ match: z.literal("category"), value: plainText(300) }),
  z.strictObject({
    match: z.literal("attribute"),
    attribute: plainText(60),
    value: plainText(120),
  }),
  z.strictObject({ match: z.literal("all") }),
]);
export type ContentTarget = z.output<typeof ContentTarget>;
