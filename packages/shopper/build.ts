import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { build } from "vite";

/**
 * Builds the shopper's pages into `outDir` (emptied first): `server/pages.js`, which renders them, and `assets/`, whose names
 * carry the hash of their content, to be served under `/s/assets/`, each with its gzipped form beside it.
 * @throws what the bundler throws, when a source file does not compile
 */
export async function buildShopperPages(outDir: string): Promise<void> {
  const scripts = await buildScripts(outDir);
  await build({
    ...{ configFile: fileURLToPath(new URL("vite.config.ts", import.meta.url)), mode: "production", logLevel: "error" },
    define: {
      "import.meta.env.LIVE_SCRIPT": JSON.stringify(`/s/${scripts.get("live")}`),
      "import.meta.env.PHOTO_SCRIPT": JSON.stringify(`/s/${scripts.get("shrink-photos")}`),
    },
    build: { outDir },
  });
  await pack(join(outDir, "assets"));
}

/** The scripts there are, each for pages that are whole without it. Answers their places below `outDir`, which is emptied first, by name. */
async function buildScripts(outDir: string): Promise<ReadonlyMap<string, string>> {
  const built = await build({
    ...{ configFile: false, mode: "production", logLevel: "error" },
    root: fileURLToPath(new URL(".", import.meta.url)),
    build: {
      ...{ outDir, emptyOutDir: true, modulePreload: false },
      rolldownOptions: {
        input: { live: "src/live/live.ts", "shrink-photos": "src/live/shrink-photos.ts" },
        output: { entryFileNames: "assets/[name]-[hash].js" },
      },
    },
  });
  const chunks = "output" in built ? built.output : [];
  return new Map(chunks.map(({ name = "", fileName }) => [name, fileName]));
}

/** Packed once and as small as it gets, instead of with each answer. */
async function pack(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const packed = await promisify(gzip)(await readFile(join(folder, name)), { level: 9 });
    await writeFile(join(folder, `${name}.gz`), packed);
  }
}
