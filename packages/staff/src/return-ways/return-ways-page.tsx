import { getLabelSettings } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { useRetailer } from "../time/index.ts";
import { Loaded, PageHead, Waiting } from "../ui/index.ts";
import { ReturnWaysForm } from "./return-ways-form.tsx";

/** Where goods go back to, and by which carriers. */
export function ReturnWaysPage() {
  const { t } = useTexts();
  const settings = useQuery(reading(getLabelSettings, {}));
  const retailer = useRetailer();
  const waiting = <Waiting lines={6} height={52} />;
  return (
    <>
      <PageHead title={t("return-labels.ways.title")} lead={t("return-labels.ways.lead")} />
      <Loaded query={retailer} waiting={waiting}>
        {({ currency }) => (
          <Loaded query={settings} waiting={waiting}>
            {(read) => <ReturnWaysForm settings={read} currency={currency} />}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}
