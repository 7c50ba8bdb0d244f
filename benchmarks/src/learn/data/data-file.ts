import { fileURLToPath } from "node:url";

/** The place of a public data set, beside the checkout. */
export function dataFile(name: string): string {
  return fileURLToPath(new URL(`../../../../../shared/data/${name}`, import.meta.url));
}
