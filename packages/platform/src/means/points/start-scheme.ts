import { readRetailer } from "../../facts/retailer/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { type Credit, creditPurchases } from "./credit-history.ts";
import { saveScheme } from "./save-scheme.ts";
import { defaultScheme } from "./scheme.ts";

/**
 * Switches the default scheme on for a retailer who has none, with the purchases since an instant credited.
 * @throws points-scheme-changed (409) when there is one
 */
export async function startScheme(
  tx: Tx,
  { startsAt, now, actor }: { startsAt: Date; now: Date; actor: string },
): Promise<Credit> {
  const { currency } = await readRetailer(tx);
  const scheme = { ...defaultScheme(currency), enabled: true };
  const version = await saveScheme(tx, { scheme, basedOn: 0, effectiveAt: startsAt, now, actor });
  return creditPurchases(tx, { scheme, version, from: startsAt, now });
}
