import { disableSubscription, rotateSubscriptionSecret, testSubscription } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { ConfirmDialog } from "../ui/index.ts";
import { SaveSubscription } from "./save-subscription.tsx";
import { type Subscription, useRefreshSubscriptions } from "./subscription-words.ts";

interface SubscriptionTableProps {
  readonly subscriptions: readonly Subscription[];
  readonly onSecret: (secret: string) => void;
}

/** Who is told of what, whether it arrives, and what can be done. */
export function SubscriptionTable({ subscriptions, onSecret }: SubscriptionTableProps) {
  const texts = useTexts();
  const { t } = texts;
  const when = (at: string) => texts.dateTime(new Date(at));
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("subscriptions.receiver")}</th>
          <th scope="col">{t("subscriptions.last-sent")}</th>
          <th scope="col" className="n">
            {t("subscriptions.waiting")}
          </th>
          <th scope="col" className="n">
            {t("subscriptions.failed")}
          </th>
          <th scope="col">
            <span className="visually-hidden">{t("common.details")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {subscriptions.map((subscription) => (
          <tr key={subscription.subscriptionId}>
            <td className="wide">
              <b className="address">{subscription.url}</b>
              <span className="under">{subscription.types.join(", ")}</span>
              {subscription.disabledAt !== undefined && (
                <span className="under">
                  {t(`subscriptions.disabled.${subscription.disabledBecause ?? "asked"}`, {
                    when: when(subscription.disabledAt),
                  })}
                </span>
              )}
            </td>
            <td data-label={t("subscriptions.last-sent")}>
              {subscription.lastSentAt === undefined ? t("webhooks.never") : when(subscription.lastSentAt)}
            </td>
            <td className="n" data-label={t("subscriptions.waiting")}>
              {texts.number(subscription.waiting)}
            </td>
            <td className="n" data-label={t("subscriptions.failed")}>
              {texts.number(subscription.failed)}
            </td>
            <td>
              <Steer subscription={subscription} onSecret={onSecret} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface SteerProps {
  readonly subscription: Subscription;
  readonly onSecret: (secret: string) => void;
}

function Steer({ subscription, onSecret }: SteerProps) {
  const { t } = useTexts();
  const refresh = useRefreshSubscriptions();
  const test = useCommand(testSubscription);
  const rotate = useCommand(rotateSubscriptionSecret);
  const disable = useCommand(disableSubscription);
  const { subscriptionId, url, disabledAt } = subscription;
  return (
    <div className="row-actions">
      <SaveSubscription onSecret={onSecret} subscription={subscription} />
      {disabledAt === undefined && (
        <>
          <Button
            variant="default"
            size="compact-sm"
            loading={test.isPending}
            onClick={() => void test.mutateAsync({ subscriptionId }).then(refresh, () => undefined)}
          >
            {t("subscriptions.test")}
          </Button>
          <ConfirmDialog
            title={t("subscriptions.rotate")}
            text={t("subscriptions.rotate-text")}
            action={t("subscriptions.rotate")}
            onConfirm={async () => {
              onSecret((await rotate.mutateAsync({ subscriptionId })).secret);
              await refresh();
            }}
            open={(ask) => (
              <Button variant="default" size="compact-sm" onClick={ask}>
                {t("subscriptions.rotate")}
              </Button>
            )}
          />
          <ConfirmDialog
            title={t("subscriptions.disable")}
            text={t("subscriptions.disable-text", { url })}
            action={t("subscriptions.disable")}
            onConfirm={async () => {
              await disable.mutateAsync({ subscriptionId });
              await refresh();
            }}
            open={(ask) => (
              <Button variant="default" size="compact-sm" onClick={ask}>
                {t("subscriptions.disable")}
              </Button>
            )}
          />
        </>
      )}
    </div>
  );
}
