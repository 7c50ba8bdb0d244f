import { type ContractInput, getOrder, listRemedyRequests, reportRemedyRequest } from "@aftercare/platform/contract";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useCallback, useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Dialog, Failure, MoneyEntry } from "../ui/index.ts";
import type { RemedyRequest } from "./requests-page.tsx";

type Outcome = ContractInput<typeof reportRemedyRequest>["outcome"];

const outcomes = ["acknowledged", "done", "refused"] as const satisfies readonly Outcome[];

/** Says what became of something that only the shop can do. */
export function ReportRequest({ request }: { request: RemedyRequest }) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
        {t("console-delivery.requests.report")}
      </Button>
      <Dialog open={isOpen} title={t("console-delivery.requests.report")} onClose={close}>
        <ReportForm request={request} onClose={close} />
      </Dialog>
    </>
  );
}

function ReportForm({
  request: { requestId, orderId, kind, state },
  onClose,
}: {
  request: RemedyRequest;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const command = useCommand(reportRemedyRequest);
  const possible = outcomes.filter((each) => each !== state);
  const [outcome, setOutcome] = useState<Outcome>("done");
  const [parcel, setParcel] = useState("");
  const [refunded, setRefunded] = useState<number>();
  const [reason, setReason] = useState("");
  const isCancelled = kind === "cancel" && outcome === "done";
  const order = useQuery({ ...reading(getOrder, { orderId }), enabled: isCancelled });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const saved = await command
      .mutateAsync({
        ...{ requestId, outcome },
        ...((kind === "reship" || kind === "exchange") &&
          outcome === "done" &&
          parcel.trim() !== "" && { parcel: parcel.trim() }),
        ...(isCancelled && refunded !== undefined && { refunded }),
        ...(outcome === "refused" && reason.trim() !== "" && { reason: reason.trim() }),
      })
      .catch(() => undefined);
    if (saved === undefined) return;
    onClose();
    await queries.invalidateQueries({ queryKey: [listRemedyRequests.name] });
  };
  return (
    <form className="section" onSubmit={(event) => void submit(event)}>
      <NativeSelect
        label={t("console-delivery.requests.outcome")}
        value={outcome}
        data={possible.map((each) => ({ value: each, label: t(`console-delivery.requests.outcome.${each}`) }))}
        onChange={({ currentTarget }) => setOutcome(outcomes.find((each) => each === currentTarget.value) ?? outcome)}
      />
      {(kind === "reship" || kind === "exchange") && outcome === "done" && (
        <TextInput
          label={t("console-delivery.requests.parcel")}
          value={parcel}
          maxLength={120}
          autoComplete="off"
          onChange={({ currentTarget }) => setParcel(currentTarget.value)}
        />
      )}
      {isCancelled && order.data !== undefined && (
        <MoneyEntry
          label={t("console-delivery.requests.refunded")}
          description={t("console-delivery.requests.refunded-help")}
          currency={order.data.currency}
          value={refunded}
          onChange={setRefunded}
        />
      )}
      {outcome === "refused" && (
        <TextInput
          label={t("console-delivery.requests.reason")}
          description={t("console-delivery.requests.reason-help")}
          value={reason}
          maxLength={300}
          autoComplete="off"
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      )}
      {command.isError && <Failure error={command.error} />}
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose}>
          {t("common.cancel")}
        </Button>
        <Button type="submit" loading={command.isPending}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}
