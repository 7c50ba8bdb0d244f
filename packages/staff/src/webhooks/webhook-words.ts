import type { ContractOutput, listWebhookEndpoints, searchWebhookDeliveries } from "@aftercare/platform/contract";
import { useTexts } from "../language/index.ts";

export type Endpoint = ContractOutput<typeof listWebhookEndpoints>["items"][number];
export type Delivery = ContractOutput<typeof searchWebhookDeliveries>["items"][number];

/** What is said of events that came. */
export function useWebhookWords() {
  const { t, has } = useTexts();
  return {
    /** A sender of a later release is shown by its name. */
    sender: (sender: string) => (has(`webhooks.sender.${sender}`) ? t(`webhooks.sender.${sender}`) : sender),
    /** What was made of an event, or why nothing was, in one line. */
    became({ summary, error, state, attempts }: Delivery): string {
      if (state !== "read" && error !== undefined)
        return [error, ...(attempts > 1 ? [t("webhooks.tries", { count: attempts })] : [])].join(" · ");
      if (summary === undefined) return "";
      const { taken, known, rejected } = summary;
      return [
        t("webhooks.taken", { taken }),
        ...(known > 0 ? [t("webhooks.known", { known })] : []),
        ...(rejected.length > 0 ? [t("webhooks.rejected", { rejected: rejected.length })] : []),
      ].join(" · ");
    },
  };
}
