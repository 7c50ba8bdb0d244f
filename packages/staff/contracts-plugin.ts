import * as contracts from "@aftercare/platform/contract";
import type { Plugin } from "vite";

const name = "@aftercare/platform/contract";

/**
 * Gives the browser each contract's route without its schemas. The types come from the real declarations; the server
 * checks what it is sent. The schemas themselves would weigh more than the router, and the schema library probes for
 * `eval` when it loads, which the pages' Content-Security-Policy reports as a violation.
 */
export function contractsWithoutSchemas(): Plugin {
  const routes = Object.entries(contracts).map(
    ([key, { name, method, path, kind, uploads }]) =>
      `export const ${key} = ${JSON.stringify({ name, method, path, kind, uploads })};`,
  );
  return {
    name: "contracts-without-schemas",
    enforce: "pre",
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? routes.join("\n") : undefined),
  };
}
