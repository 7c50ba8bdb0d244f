import type { VNode } from "preact";
import { render } from "preact-render-to-string";

/** A whole document as text. */
export function html(document: VNode): string {
  return `<!doctype html>${render(document)}`;
}
