import { z } from "zod";
import { At, contract } from "../../../foundation/contracts/index.ts";

const CodeView = z.object({
  source: z.string(),
  /** As the shop writes it, in lower case. */
  code: z.string(),
  /** What it stands for; absent until somebody says it. */
  reason: z.string().optional(),
  seen: z.int(),
  lastSeenAt: At,
  mappedAt: At.optional(),
});

export const listReasonCodes = contract("return-reasons.list-codes", {
  summary:
    "Codes with which shops say why something comes back and that nobody knows, with the reasons that they can stand for.",
  http: "GET /v1/return-reason-codes",
  input: z.strictObject({}),
  output: z.object({
    items: z.array(CodeView),
    /** In the caller's language. */
    reasons: z.array(z.object({ reason: z.string(), says: z.string() })),
  }),
});

export const mapReasonCode = contract("return-reasons.map-code", {
  summary: "Says what a shop's code stands for, for what has come back before as well.",
  http: "PUT /v1/return-reason-codes",
  input: z.strictObject({
    source: z.string().min(1).max(120),
    code: z.string().min(1).max(120),
    reason: z.string().min(1).max(120),
  }),
  output: CodeView.extend({
    /** Lines of returns and requests that say it now. */
    lines: z.int(),
  }),
});
