import assert from "node:assert/strict";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

/** What every account of a test logs in with. */
export const password = "correct horse battery";

export interface WindowOptions extends BrowserContextOptions {
  /** Whose account is logged in; nobody's where it is left out. */
  readonly login?: string;
  /** Where what the browser complains of is put: errors and warnings of its console, and what a script throws. */
  readonly errors?: string[];
  /** Refusals that a page answers to, which the browser reports all the same. */
  readonly refused?: RegExp;
}

export interface Window {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly errors: string[];
}

/** A window on a house, in English unless told otherwise, that remembers what the browser complains of. */
export async function openWindow(
  browser: Browser,
  { address }: { readonly address: string },
  { login, errors = [], refused, ...options }: WindowOptions = {},
): Promise<Window> {
  const context = await browser.newContext({ baseURL: address, locale: "en-GB", ...options });
  context.on("weberror", (error) => errors.push(String(error.error())));
  context.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    if (refused?.test(message.text()) !== true) errors.push(`${message.page()?.url()}: ${message.text()}`);
  });
  if (login !== undefined) await logIn(context, address, login);
  return { context, page: await context.newPage(), errors };
}

/** Logs an account in, in place of whoever was. */
export async function logIn(context: BrowserContext, address: string, login: string): Promise<void> {
  const credentials = { data: { login, password }, headers: { origin: address } };
  const answer = await context.request.post("/v1/session", credentials);
  assert.equal(answer.status(), 200, await answer.text());
}
