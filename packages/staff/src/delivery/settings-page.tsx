import { getDeliverySettings } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Loaded, PageHead, Waiting } from "../ui/index.ts";
import { DeliverySettingsForm } from "./settings-form.tsx";

/** From when on a delivery counts as in trouble. */
export function DeliverySettingsPage() {
  const { t } = useTexts();
  const query = useQuery(reading(getDeliverySettings, {}));
  return (
    <>
      <PageHead
        title={t("console-delivery.settings.title")}
        lead={t("console-delivery.settings.lead")}
        actions={
          <Link to="/console/delivery" className="button-link quiet">
            {t("console-delivery.overview.title")}
          </Link>
        }
      />
      <Loaded query={query} waiting={<Waiting lines={6} height={52} />}>
        {(settings) => <DeliverySettingsForm settings={settings} />}
      </Loaded>
    </>
  );
}
