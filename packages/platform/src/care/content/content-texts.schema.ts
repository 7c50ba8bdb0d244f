import { z } from "zod";

/** The same set as the catalogues', stated for the wire. */
export const Language = z.enum(["en", "de", "nl", "zh"]);

const plain = /^[^\p{Cc}\p{Cs}]*$/u;
const unprintable = "holds a control character or half of a surrogate pair; remove it";

const ContentText = z.strictObject({
  title: z.string().trim().min(1).max(120).regex(plain, { error: unprintable }),
  /** One or two sentences: why it is worth opening. */
  summary: z.string().trim().min(1).max(300).regex(plain, { error: unprintable }),
  /** Headings, lists, bold and https links of Markdown; absent where the page or video elsewhere is all there is. */
  body: z.string().trim().min(1).max(20_000).optional(),
});

/** What an item says, by language. */
export const ContentTexts = z.partialRecord(Language, ContentText);
export type ContentTexts = z.output<typeof ContentTexts>;
export type ContentText = z.output<typeof ContentText>;

/** What an item is for. */
export const ContentTarget = z.discriminatedUnion("match", [
  z.strictObject({ match: z.literal("sku"), value: z.string().trim().min(1).max(120) }),
  /** The shop's own key of a product. */
  z.strictObject({ match: z.literal("product"), value: z.string().trim().min(1).max(120) }),
  z.strictObject({ match: z.literal("category"), value: z.string().trim().min(1).max(300) }),
  z.strictObject({
    match: z.literal("attribute"),
    attribute: z.string().trim().min(1).max(60),
    value: z.string().trim().min(1).max(120),
  }),
  z.strictObject({ match: z.literal("all") }),
]);
export type ContentTarget = z.output<typeof ContentTarget>;
