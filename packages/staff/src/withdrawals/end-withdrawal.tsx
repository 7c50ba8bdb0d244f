import { reopenWithdrawal, settleWithdrawal, setWithdrawalAside } from "@aftercare/platform/contract";
import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { ConfirmDialog, Failure } from "../ui/index.ts";
import { useRefreshWithdrawals, type Withdrawal } from "./withdrawal-words.ts";

/** Settles a statement, which is the end of it, or sets it aside, which is not; both with a word of what was done or why. */
export function EndWithdrawal({ withdrawal: { withdrawalId, state } }: { withdrawal: Withdrawal }) {
  const { t } = useTexts();
  const refresh = useRefreshWithdrawals();
  const settle = useCommand(settleWithdrawal);
  const setAside = useCommand(setWithdrawalAside);
  const reopen = useCommand(reopenWithdrawal);
  const [note, setNote] = useState("");
  const written = note.trim();
  if (state === "settled") return null;
  if (state === "set-aside")
    return (
      <div className="toolbar">
        <Button
          variant="default"
          loading={reopen.isPending}
          onClick={() => void reopen.mutateAsync({ withdrawalId }).then(refresh, () => undefined)}
        >
          {t("withdrawals.desk.reopen")}
        </Button>
        {reopen.isError && <Failure error={reopen.error} />}
      </div>
    );
  return (
    <section className="section">
      <Textarea
        label={t("withdrawals.desk.note")}
        description={t("withdrawals.desk.note-help")}
        value={note}
        maxLength={1_000}
        autosize
        minRows={2}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <div className="toolbar">
        <ConfirmDialog
          title={t("withdrawals.desk.settle")}
          text={t("withdrawals.desk.settle-text")}
          action={t("withdrawals.desk.settle")}
          onConfirm={async () => {
            await settle.mutateAsync({ withdrawalId, note: written });
            await refresh();
          }}
          open={(ask) => (
            <Button disabled={written === ""} onClick={ask}>
              {t("withdrawals.desk.settle")}
            </Button>
          )}
        />
        <Button
          variant="default"
          disabled={written === ""}
          loading={setAside.isPending}
          onClick={() => void setAside.mutateAsync({ withdrawalId, note: written }).then(refresh, () => undefined)}
        >
          {t("withdrawals.desk.set-aside")}
        </Button>
      </div>
      {setAside.isError && <Failure error={setAside.error} />}
    </section>
  );
}
