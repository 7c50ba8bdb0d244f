import { reportLeg } from "@aftercare/platform/contract";
import { Button, TextInput } from "@mantine/core";
import { useCallback, useState } from "react";
import { useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Dialog, Failure } from "../ui/index.ts";
import { type Leg, useRefreshRefunds, useRefundWords } from "./refund-words.ts";

/** Asks what became of a share that a till or a person pays out, or of which the provider could not tell. */
export function ReportLeg({ leg, currency }: { leg: Leg; currency: string }) {
  const texts = useTexts();
  const { t } = texts;
  const words = useRefundWords();
  const refresh = useRefreshRefunds();
  const command = useCommand(reportLeg);
  const [isOpen, setOpen] = useState(false);
  const [reference, setReference] = useState("");
  const close = useCallback(() => setOpen(false), []);
  const report = async (outcome: "succeeded" | "failed") => {
    const given = reference.trim();
    const saved = await command
      .mutateAsync({ legId: leg.legId, outcome, ...(given !== "" && { reference: given }) })
      .catch(() => undefined);
    if (saved === undefined) return;
    close();
    await refresh();
  };
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
        {t("refunds.report")}
      </Button>
      <Dialog open={isOpen} title={t("refunds.report")} onClose={close}>
        <p>
          {t("refunds.report-text", {
            amount: texts.money({ amount: leg.amount, currency }),
            way: words.way(leg),
          })}
        </p>
        <TextInput
          label={t("refunds.report-reference")}
          value={reference}
          maxLength={120}
          autoComplete="off"
          onChange={({ currentTarget }) => setReference(currentTarget.value)}
        />
        {command.isError && <Failure error={command.error} />}
        <div className="dialog-actions">
          <Button variant="default" loading={command.isPending} onClick={() => void report("failed")}>
            {t("refunds.report.failed")}
          </Button>
          <Button loading={command.isPending} onClick={() => void report("succeeded")}>
            {t("refunds.report.succeeded")}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
