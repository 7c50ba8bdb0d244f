import { cancelRefund, retryRefund } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { useSession } from "../session/index.ts";
import { ConfirmDialog } from "../ui/index.ts";
import { type Refund, useRefreshRefunds } from "./refund-words.ts";

/** What can be done with a refund where it stands: called off while none of it was sent, paid anew what is missing. */
export function SteerRefund({ refund }: { refund: Refund }) {
  const texts = useTexts();
  const { t } = texts;
  const session = useSession();
  const refresh = useRefreshRefunds();
  const cancel = useCommand(cancelRefund);
  const retry = useCommand(retryRefund);
  const { refundId, legs, state, missing, amount, currency, destination } = refund;
  const money = (minor: number) => texts.money({ amount: minor, currency });
  const isUnsent = state === "on-its-way" && legs.every((leg) => leg.state === "intended");
  const isMissing = missing > 0 && (session?.role === "manager" || session?.role === "admin");
  if (!isUnsent && !isMissing) return null;
  const again = [
    { to: wayAgain(destination), text: "refunds.retry" },
    ...(wayAgain(destination) === "original" ? [{ to: "store-credit" as const, text: "refunds.retry-as-credit" }] : []),
  ] as const;
  return (
    <div className="toolbar">
      {isUnsent && (
        <ConfirmDialog
          title={t("refunds.cancel-title")}
          text={t("refunds.cancel-text", { amount: money(amount) })}
          action={t("refunds.cancel")}
          onConfirm={async () => {
            await cancel.mutateAsync({ refundId });
            await refresh();
          }}
          open={(ask) => (
            <Button variant="default" onClick={ask}>
              {t("refunds.cancel")}
            </Button>
          )}
        />
      )}
      {isMissing &&
        again.map(({ to, text }) => (
          <ConfirmDialog
            key={to}
            title={t(text)}
            text={t("refunds.retry-text", { amount: money(missing) })}
            action={t(text)}
            onConfirm={async () => {
              await retry.mutateAsync({ refundId, destination: to });
              await refresh();
            }}
            open={(ask) => (
              <Button variant="default" onClick={ask}>
                {t(text)}
              </Button>
            )}
          />
        ))}
    </div>
  );
}

/** What failed of a refund by several ways, or of one that an exchange did not take up, is paid the way it was paid. */
function wayAgain(destination: Refund["destination"]) {
  return destination === "mixed" || destination === "exchange" ? "original" : destination;
}
