import { listSubscriptions } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { useSession } from "../session/index.ts";
import { Empty, Loaded, PageHead, SecretDialog, Waiting } from "../ui/index.ts";
import { SaveSubscription } from "./save-subscription.tsx";
import { Sendings } from "./sendings.tsx";
import { SubscriptionTable } from "./subscription-table.tsx";

/** Others' systems that are told of what happens here. Addresses and secrets are an administrator's. */
export function SubscriptionsPage() {
  const { t } = useTexts();
  const session = useSession();
  return (
    <>
      <PageHead title={t("subscriptions.title")} lead={t("subscriptions.lead")} />
      {session?.role === "admin" ? (
        <>
          <Subscriptions />
          <Sendings />
        </>
      ) : (
        <p className="soft">{t("subscriptions.for-admins")}</p>
      )}
    </>
  );
}

function Subscriptions() {
  const { t } = useTexts();
  const query = useQuery(reading(listSubscriptions, {}));
  const [secret, setSecret] = useState<string>();
  const forget = useCallback(() => setSecret(undefined), []);
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t("subscriptions.receivers")}</h2>
        <SaveSubscription onSecret={setSecret} />
      </div>
      <Loaded query={query} waiting={<Waiting lines={3} height={40} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t("subscriptions.none")}>
              <p>{t("subscriptions.none-text")}</p>
            </Empty>
          ) : (
            <SubscriptionTable subscriptions={items} onSecret={setSecret} />
          )
        }
      </Loaded>
      {secret !== undefined && (
        <SecretDialog
          title={t("subscriptions.secret")}
          values={[{ name: t("subscriptions.secret"), value: secret }]}
          onClose={forget}
        />
      )}
    </section>
  );
}
