import { z } from "zod";
import { ContentKind, ContentMoment } from "../../facts/content/content-words.schema.ts";
import { ContentId, OrderId } from "../../facts/identifiers/index.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { ContentTarget, ContentTexts, Language, plainText } from "./content-texts.schema.ts";

const Key = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: "expected lower-case letters and digits, in parts joined by hyphens" })
  .max(80);

const Page = z.url({ protocol: /^https$/, hostname: z.regexes.domain, error: "expected an https address" }).max(500);
const Provider = plainText(80);

const ContentView = z.object({
  contentId: ContentId,
  key: z.string(),
  kind: ContentKind,
  moment: ContentMoment,
  /** Stands in for the languages that it is not written in. */
  language: Language,
  texts: ContentTexts,
  url: z.string().optional(),
  /** Who runs the page at `url`; absent where it is the retailer's own. */
  provider: z.string().optional(),
  targets: z.array(ContentTarget),
  retiredAt: At.optional(),
  updatedAt: At,
});

const Share = z.object({ value: z.number(), low: z.number(), high: z.number() });
/** Of the pieces that items were for: how many came back. */
const CameBack = z.object({ units: z.int(), returned: z.int() });

/** What came of an item. Figures of what was seen: who opens a guide differs from who does not, whatever the guide does. */
const ContentResults = z.object({
  /** Orders whose shopper was told of it by mail. */
  sent: z.int(),
  /** Of these, those who opened it. */
  opened: z.int(),
  /** With Wilson's 95 % interval; absent where it went to nobody. */
  openedShare: Share.optional(),
  /** Orders whose shopper found it by the order's page alone. */
  found: z.int(),
  /** Orders whose shopper asked for more help. */
  helpAsked: z.int(),
  /** What came back of the pieces that it was for, by whether it was opened; of those it was sent for. */
  cameBack: z.object({ opened: CameBack, unopened: CameBack }),
});

/** What is as asked but may not be as meant. */
const ContentWarnings = z.array(
  z.discriminatedUnion("what", [
    /** Readers of these languages get it in its own. */
    z.object({ what: z.literal("languages-missing"), languages: z.array(Language) }),
    /** Nothing in the catalogue fits these. */
    z.object({ what: z.literal("fits-nothing"), targets: z.array(ContentTarget) }),
  ]),
);

export const listContent = contract("content.list", {
  summary: "Guides, quick starts, care and videos, each with what came of it.",
  http: "GET /v1/content",
  input: z.strictObject({
    moment: ContentMoment.optional(),
    kind: ContentKind.optional(),
    /** Only items that are no longer given, or only those that are. */
    retired: z.enum(["yes", "no"]).optional(),
  }),
  output: z.object({ items: z.array(ContentView.extend({ results: ContentResults })) }),
});

export const getContent = contract("content.get", {
  summary: "One item of content with what came of it.",
  http: "GET /v1/content/:contentId",
  input: z.strictObject({ contentId: ContentId }),
  output: ContentView.extend({ results: ContentResults, warnings: ContentWarnings }),
});

export const saveContent = contract("content.save", {
  summary: "Writes an item of content under the retailer's own key: a new one, or in place of the one that is there.",
  http: "PUT /v1/content/:key",
  input: z.strictObject({
    key: Key,
    kind: ContentKind,
    moment: ContentMoment,
    language: Language,
    texts: ContentTexts,
    url: Page.optional(),
    provider: Provider.optional(),
    targets: z.array(ContentTarget).min(1).max(200),
  }),
  output: z.object({
    item: ContentView,
    warnings: ContentWarnings,
  }),
});

export const retireContent = contract("content.retire", {
  summary:
    "Takes an item of content out of use; saving it again brings it back. Who has a link to it can still read it.",
  http: "POST /v1/content/:contentId/retirement",
  input: z.strictObject({ contentId: ContentId }),
  output: ContentView,
});

const OrderContentView = z.object({
  contentId: ContentId,
  kind: ContentKind,
  moment: ContentMoment,
  /** Of the texts: the reader's, or the item's own. */
  language: Language,
  title: z.string(),
  summary: z.string(),
  /** Who runs the page that it leads to; absent where it is the retailer's own. */
  provider: z.string().optional(),
  /** What it is for, as the order names it. */
  goods: z.array(z.string()),
  /** By whoever reads it now or before. */
  opened: z.boolean(),
});

export const contentOfOrder = contract("content.of-order", {
  summary: "What is of use with an order as its goods stand now, in the caller's language.",
  http: "GET /v1/orders/:orderId/content",
  input: z.strictObject({ orderId: OrderId }),
  output: z.object({ items: z.array(OrderContentView) }),
});

const oneOfOrder = z.strictObject({ orderId: OrderId, contentId: ContentId });

export const readContent = contract("content.read", {
  summary: "One item of an order's content, whole, in the caller's language.",
  http: "GET /v1/orders/:orderId/content/:contentId",
  input: oneOfOrder,
  output: OrderContentView.extend({
    body: z.string().optional(),
    url: z.string().optional(),
    helpAskedAt: At.optional(),
    orderNumber: z.string(),
  }),
});

export const openContent = contract("content.open", {
  summary: "Notes that a shopper opened an item; within half an hour it is one visit.",
  http: "POST /v1/orders/:orderId/content/:contentId/opens",
  input: oneOfOrder,
  output: z.object({ opens: z.int() }),
});

export const askContentHelp = contract("content.ask-help", {
  summary: "Notes that an item did not help its shopper.",
  http: "POST /v1/orders/:orderId/content/:contentId/help",
  input: oneOfOrder,
  output: z.object({ helpAskedAt: At }),
});
