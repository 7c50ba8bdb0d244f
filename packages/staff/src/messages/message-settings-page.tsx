import { getMessageSettings, listMessageKinds } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Loaded, PageHead, Waiting } from "../ui/index.ts";
import { MessageSettingsForm } from "./message-settings-form.tsx";

/** How the shop writes to shoppers. */
export function MessageSettingsPage() {
  const { t } = useTexts();
  const settings = useQuery(reading(getMessageSettings, {}));
  const kinds = useQuery(reading(listMessageKinds, {}));
  return (
    <>
      <PageHead
        title={t("messages.settings")}
        eyebrow={t("messages.title")}
        heading={t("messages.settings")}
        lead={t("messages.settings-lead")}
        actions={
          <Link to="/console/messages" className="button-link quiet">
            {t("messages.back")}
          </Link>
        }
      />
      <Loaded query={settings} waiting={<Waiting lines={6} height={44} />}>
        {(document) => (
          <Loaded query={kinds} waiting={<Waiting lines={6} height={44} />}>
            {({ items }) => <MessageSettingsForm settings={document} kinds={items} />}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}
