import { resolve } from "node:path";

/** A path as the person who typed it meant it: npm runs scripts in the package's folder. */
export function fromCaller(path: string, env: NodeJS.ProcessEnv): string {
  return resolve(env["INIT_CWD"] ?? ".", path);
}
