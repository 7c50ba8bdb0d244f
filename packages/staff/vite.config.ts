import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { contractsWithoutSchemas } from "./contracts-plugin.ts";
import { serverPlaceholders } from "./placeholders-plugin.ts";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/app/",
  plugins: [contractsWithoutSchemas(), serverPlaceholders(), react()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // A small font or picture written into the style sheet as a data: address is refused by the pages' policy.
    assetsInlineLimit: 0,
  },
});
