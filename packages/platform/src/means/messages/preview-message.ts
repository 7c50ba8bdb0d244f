import { anything, type Operation, operation } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { buildMessage, writingIn } from "./build-message.ts";
import { previewMessage } from "./message.contract.ts";
import type { MessageKind } from "./message-kind.ts";

/** Where the links of a preview lead: a domain that is kept for examples and reaches nobody (RFC 2606). */
const example = "https://shop.example";

export function previewOperation(kinds: readonly MessageKind[]): Operation {
  return operation(previewMessage, {
    by: { agent: anything, manager: anything, admin: anything, service: anything },
    async run({ tx }, { kind: name, locale }) {
      const kind = kinds.find((one) => one.name === name);
      if (kind === undefined) throw notFound({ field: "kind" });
      const { purpose } = kind;
      const unsubscribe = purpose === "service" ? {} : { unsubscribe: `${example}/u/…` };
      const writing = await writingIn(tx, locale, { order: `${example}/l/…`, ...unsubscribe });
      const document = kind.writeSample(writing);
      const { html = "", text } = await buildMessage(document, writing, { channel: "email", purpose });
      const { subject, smsText } = document;
      return { subject, html, text, ...(smsText !== undefined && { smsText }) };
    },
  }) as Operation;
}
