import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const overflowing = "document.documentElement.scrollWidth - window.innerWidth";

/** Fails where a page is wider than its window. */
export async function assertFits(page: Page, what = page.url()): Promise<void> {
  const overflow = await page.evaluate<number>(overflowing);
  assert.ok(overflow <= 0, `${what} is ${overflow} px wider than its window, ${page.viewportSize()?.width} px`);
}

/**
 * What a page must be in any window: no violation of WCAG 2.2 AA, and nothing to scroll sideways for.
 *
 * @param except a selector of what is somebody else's, such as a mail within the page
 */
export async function assertSound(page: Page, what = page.url(), except?: string): Promise<void> {
  await assertFits(page, what);
  const axe = new AxeBuilder({ page }).withTags(wcag);
  const { violations } = await (except === undefined ? axe : axe.exclude(except)).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  assert.deepEqual(found, [], what);
}

/** The same on a desk and on a phone; leaves the window a desk's. */
export async function assertSoundInWidths(page: Page, what = page.url(), except?: string): Promise<void> {
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: 900 });
    await assertSound(page, what, except);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}
