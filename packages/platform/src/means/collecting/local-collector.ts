import { readRetailer } from "../../facts/retailer/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Collector } from "./collector.ts";

/**
 * For shops that have named no payment provider: our own page is the page, which says that the shopper pays at a till or as the shop tells them, and
 * staff write down that they did. In the sample retailer whoever presses the button has paid. What has to go back, it gives back at once, as a real
 * one would.
 */
export function localCollector(tx: Pick<DatabaseTx, "db">): Collector {
  return {
    name: "local",
    async begin({ key, backTo }) {
      const { origin } = await readRetailer(tx);
      return origin === "sample" ? { session: `local-${key}`, url: backTo } : undefined;
    },
    look: async ({ session }) => ({ status: "made", paymentReference: session }),
    end: async () => {},
    capture: async () => "done",
    release: async () => "done",
    giveBack: async () => "done",
  };
}
