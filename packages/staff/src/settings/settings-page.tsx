import { getRetailer } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Loaded, PageHead, Waiting } from "../ui/index.ts";
import { CounterRulesForm } from "./counter-rules-form.tsx";
import { ParkedReactions } from "./parked-reactions.tsx";
import { RetailerForm } from "./retailer-form.tsx";

/** What the figures take for granted about the shop, and what waits for a person. */
export function SettingsPage() {
  const { t } = useTexts();
  const query = useQuery(reading(getRetailer, {}));
  return (
    <>
      <PageHead title={t("staff.settings.title")} lead={t("staff.settings.lead")} />
      <Loaded query={query} waiting={<Waiting lines={4} height={44} />}>
        {(retailer) => (
          <>
            <RetailerForm retailer={retailer} />
            <CounterRulesForm currency={retailer.currency} />
          </>
        )}
      </Loaded>
      <ParkedReactions />
    </>
  );
}
