import { pathToFileURL } from "node:url";

/** Run as a process of its own: `build-front-end.ts BUILD_SCRIPT EXPORTED_FUNCTION OUT_FOLDER`. */
const [script = "", exported = "", outFolder = ""] = process.argv.slice(2);
const builders = (await import(pathToFileURL(script).href)) as Record<string, (outFolder: string) => Promise<void>>;
const build = builders[exported];
if (!build) throw new Error(`${script} exports no ${exported}`);
await build(outFolder);
