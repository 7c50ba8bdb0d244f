import type { Plugin } from "vite";

/**
 * Leaves the two places in the built page that the server fills in for each answer: `__LOCALE__` for the language it
 * negotiated, and `__CSP_NONCE__`, which the style elements made in the browser carry to satisfy the policy.
 */
export function serverPlaceholders(): Plugin {
  return {
    name: "server-placeholders",
    apply: "build",
    transformIndexHtml: (html) => ({
      html: html.replace('<html lang="en">', '<html lang="__LOCALE__">'),
      tags: [{ tag: "meta", attrs: { name: "csp-nonce", content: "__CSP_NONCE__" }, injectTo: "head-prepend" }],
    }),
  };
}
