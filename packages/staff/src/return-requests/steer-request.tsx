import {
  approveReturnRequest,
  cancelReturnRequest,
  closeReturnRequest,
  declineReturnRequest,
  settleReturnRequest,
} from "@aftercare/platform/contract";
import { Button, Textarea } from "@mantine/core";
import { type FormEvent, useCallback, useState } from "react";
import { useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { ConfirmDialog, Dialog, Failure } from "../ui/index.ts";
import { ReceiveGoods } from "./receive-goods.tsx";
import { isAwaited, type ReturnRequest, useRefreshRequests } from "./request-words.ts";

/** What can be done about a request as it stands. */
export function SteerRequest({ request }: { request: ReturnRequest }) {
  const { returnRequestId, state } = request;
  const { t } = useTexts();
  const refresh = useRefreshRequests();
  const commands = {
    approve: useCommand(approveReturnRequest),
    cancel: useCommand(cancelReturnRequest),
    close: useCommand(closeReturnRequest),
    settle: useCommand(settleReturnRequest),
  };
  const asking = (what: keyof typeof commands, variant: "filled" | "default") => (
    <ConfirmDialog
      title={t(`return-requests.${what}-title`)}
      text={t(`return-requests.${what}-text`)}
      action={t(`return-requests.${what}`)}
      onConfirm={async () => {
        await commands[what].mutateAsync({ returnRequestId });
        await refresh();
      }}
      open={(ask) => (
        <Button variant={variant} onClick={ask}>
          {t(`return-requests.${what}`)}
        </Button>
      )}
    />
  );
  const isOver = request.closedAt !== undefined;
  if (request.announcedIn !== undefined && !isOver)
    return (
      <>
        <p className="note">{t("return-requests.of-shop", { shop: request.announcedIn })}</p>
        {isAwaited(request) && <div className="toolbar">{asking("close", "default")}</div>}
      </>
    );
  if (state === "requested")
    return (
      <div className="toolbar">
        {asking("approve", "filled")}
        <Decline returnRequestId={returnRequestId} />
      </div>
    );
  const isUnpaid = request.lines.some(({ received, settled }) => received > settled);
  if (!isAwaited(request)) return isUnpaid ? <div className="toolbar">{asking("settle", "default")}</div> : null;
  const isUntouched = state === "open" && request.lines.every(({ settled }) => settled === 0);
  return (
    <div className="toolbar">
      <ReceiveGoods request={request} />
      {isUntouched ? asking("cancel", "default") : asking("close", "default")}
    </div>
  );
}

function Decline({ returnRequestId }: { returnRequestId: string }) {
  const { t } = useTexts();
  const refresh = useRefreshRequests();
  const command = useCommand(declineReturnRequest);
  const [isOpen, setOpen] = useState(false);
  const [because, setBecause] = useState("");
  const close = useCallback(() => setOpen(false), []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await command.mutateAsync({ returnRequestId, because: because.trim() }).catch(() => undefined);
    if (done === undefined) return;
    close();
    await refresh();
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("return-requests.decline")}
      </Button>
      <Dialog open={isOpen} title={t("return-requests.decline-title")} onClose={close}>
        <form className="section" onSubmit={(event) => void submit(event)}>
          <Textarea
            label={t("return-requests.decline-because")}
            description={t("return-requests.decline-help")}
            value={because}
            maxLength={1_000}
            autosize
            minRows={2}
            required
            onChange={({ currentTarget }) => setBecause(currentTarget.value)}
          />
          {command.isError && <Failure error={command.error} />}
          <div className="dialog-actions">
            <Button variant="default" onClick={close}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" disabled={because.trim() === ""} loading={command.isPending}>
              {t("return-requests.decline")}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
