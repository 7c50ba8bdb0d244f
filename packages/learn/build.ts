import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";

/**
 * Makes `dist` a package of its own, JavaScript with declarations, to be packed or published: in the repository the library runs from
 * its TypeScript, but Node refuses to strip types below node_modules, where an installed package lies.
 */
rmSync("dist", { recursive: true, force: true });
execFileSync(process.execPath, ["../../node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], {
  stdio: "inherit",
});

const { name, version, license, type, engines, dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
const entry = (path: string) => ({ types: `./${path}.d.ts`, default: `./${path}.js` });
const published = {
  ...{ name, version, license, type, engines, dependencies, sideEffects: false },
  exports: { ".": entry("index"), "./workers": entry("workers/index") },
};
writeFileSync("dist/package.json", `${JSON.stringify(published, null, 2)}\n`);
copyFileSync("README.md", "dist/README.md");
copyFileSync("../../LICENSE", "dist/LICENSE");
