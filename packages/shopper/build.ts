import { fileURLToPath } from "node:url";
import { build } from "vite";

/**
 * Builds the shopper's pages into `outDir` (emptied first): `server/pages.js`, which renders them, and `assets/`, whose names
 * carry the hash of their content, to be served under `/s/assets/`.
 * @throws what the bundler throws, when a source file does not compile
 */
export async function buildShopperPages(outDir: string): Promise<void> {
  await build({
    configFile: fileURLToPath(new URL("vite.config.ts", import.meta.url)),
    mode: "production",
    logLevel: "error",
    build: { outDir },
  });
}
