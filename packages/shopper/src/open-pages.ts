import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ShopperPages } from "./views.ts";

/** The pages that `buildShopperPages` built into this folder. */
export async function openShopperPages(builtFolder: string): Promise<ShopperPages> {
  const url = pathToFileURL(join(builtFolder, "server", "pages.js"));
  return (await import(url.href)) as ShopperPages;
}
