import { existsSync } from "node:fs";
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";

/** Where a Mac keeps its Chrome; the package below carries a Linux binary only. */
const macChrome = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** The package's own flags are for a cloud function: one process for all, and no same-origin policy. Ours are for a test. */
const flags = ["--no-sandbox", "--disable-gpu", "--no-zygote", "--font-render-hinting=none"];

/** A real Chromium: `CHROMIUM_PATH`, the system's Chrome on a Mac, else the one that npm installed. */
export async function openBrowser(chromiumPath = process.env["CHROMIUM_PATH"]): Promise<Browser> {
  const executablePath = chromiumPath ?? (existsSync(macChrome) ? macChrome : await chromium.executablePath());
  return playwright.launch({ executablePath, args: flags });
}
