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
  const script = await buildScript(outDir);
  await build({
    ...{ configFile: fileURLToPath(new URL("vite.config.ts", import.meta.url)), mode: "production", logLevel: "error" },
    define: { "import.meta.env.LIVE_SCRIPT": JSON.stringify(`/s/${script}`) },
    build: { outDir },
  });
  await pack(join(outDir, "assets"));
}

/** The one script there is: it keeps an open page up to date. Answers its place below `outDir`, which is emptied first. */
async function buildScript(outDir: string): Promise<string> {
  const built = await build({
    ...{ configFile: false, mode: "production", logLevel: "error" },
    root: fileURLToPath(new URL(".", import.meta.url)),
    build: {
      ...{ outDir, emptyOutDir: true, modulePreload: false },
      rolldownOptions: { input: "src/live/live.ts", output: { entryFileNames: "assets/live-[hash].js" } },
    },
  });
  const [entry] = "output" in built ? built.output : [];
  if (!entry) throw new Error("the script of the shopper's pages was not built");
  return entry.fileName;
}

/** Packed once and as small as it gets, instead of with each answer. */
async function pack(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const packed = await promisify(gzip)(await readFile(join(folder, name)), { level: 9 });
    await writeFile(join(folder, `${name}.gz`), packed);
  }
}
