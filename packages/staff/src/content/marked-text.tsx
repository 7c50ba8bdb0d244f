import { type MarkedBlock, type MarkedRun, readMarkedText } from "@aftercare/messages/browser";
import { createElement, Fragment, type ReactNode } from "react";

/** A guide's text as its reader sees it: elements, never markup of whoever wrote it. It has no order but its own, hence no keys. */
export function MarkedText({ source }: { source: string }) {
  return createElement(Fragment, undefined, ...readMarkedText(source).map(blockElement));
}

function blockElement(block: MarkedBlock): ReactNode {
  if (block.kind === "list") {
    return createElement(
      block.ordered ? "ol" : "ul",
      undefined,
      ...block.items.map((runs) => createElement("li", undefined, ...runs.map(runElement))),
    );
  }
  const name = block.kind === "paragraph" ? "p" : (["h3", "h4", "h5"] as const)[block.level - 1]!;
  return createElement(name, undefined, ...block.runs.map(runElement));
}

function runElement({ text, bold, href }: MarkedRun): ReactNode {
  if (href !== undefined) return createElement("a", { href, target: "_blank", rel: "noreferrer" }, text);
  return bold ? createElement("strong", undefined, text) : text;
}
