import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/s/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  // The bundle runs from wherever it was built to, so nothing in it may be looked up in a node_modules folder.
  ssr: { noExternal: true },
  build: {
    ssr: "src/pages.tsx",
    ssrEmitAssets: true,
    // The script is there already.
    emptyOutDir: false,
    // A small font or picture written into the style sheet as a data: address is refused by the pages' policy.
    assetsInlineLimit: 0,
    rolldownOptions: { output: { entryFileNames: "server/pages.js" } },
  },
});
