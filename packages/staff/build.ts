import { fileURLToPath } from "node:url";
import { build } from "vite";

/**
 * Builds the staff application into `outDir` (emptied first): `index.html`, in which the server fills in
 * `__CSP_NONCE__` and `__LOCALE__` for each answer, and `assets/`, to be served under `/app/assets/`.
 * @throws what the bundler throws, when a source file does not compile
 */
export async function buildStaffApp(outDir: string): Promise<void> {
  await build({
    configFile: fileURLToPath(new URL("vite.config.ts", import.meta.url)),
    logLevel: "error",
    build: { outDir, emptyOutDir: true },
  });
}
