import {
  getWebhookDelivery,
  listWebhookEndpoints,
  replayWebhookDelivery,
  searchWebhookDeliveries,
} from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { useFailureText } from "../ui/index.ts";

const shown = [getWebhookDelivery.name, listWebhookEndpoints.name, searchWebhookDeliveries.name];

/** Has an event read once more. */
export function ReplayDelivery({ deliveryId, small = false }: { deliveryId: string; small?: boolean }) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const queries = useQueryClient();
  const replay = useCommand(replayWebhookDelivery);
  const run = async () => {
    await replay.mutateAsync({ deliveryId }).catch(() => undefined);
    await queries.invalidateQueries({ predicate: ({ queryKey: [name] }) => shown.includes(name as string) });
  };
  return (
    <>
      <Button
        variant="default"
        {...(small && { size: "compact-sm" as const })}
        loading={replay.isPending}
        onClick={() => void run()}
      >
        {t("webhooks.replay")}
      </Button>
      <span role="status" className="soft">
        {replay.isSuccess && t("webhooks.replayed")}
      </span>
      {replay.isError && <p role="alert">{failureText(replay.error)}</p>}
    </>
  );
}
