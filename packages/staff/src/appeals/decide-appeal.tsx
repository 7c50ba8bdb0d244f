import { decideAppeal } from "@aftercare/platform/contract";
import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { ConfirmDialog, MoneyEntry } from "../ui/index.ts";
import { type Appeal, useRefreshAppeals } from "./appeal-words.ts";

/** Grants an appeal or keeps what was decided, with an answer that is mailed as it is written. */
export function DecideAppeal({ appeal: { appealId, orderId, currency, about } }: { appeal: Appeal }) {
  const { t } = useTexts();
  const refresh = useRefreshAppeals();
  const decide = useCommand(decideAppeal);
  const [answer, setAnswer] = useState("");
  const [amount, setAmount] = useState<number>();
  const written = answer.trim();
  const submit = async (outcome: "granted" | "kept") => {
    const given = outcome === "granted" && amount !== undefined && amount > 0 ? { amount } : {};
    await decide.mutateAsync({ appealId, outcome, answer: written, ...given });
    await refresh();
  };
  return (
    <section className="section publish">
      <h2>{t("appeals.decide")}</h2>
      <p className="soft">{t("appeals.decide-text")}</p>
      <Textarea
        label={t("appeals.answer")}
        description={t("appeals.answer-help")}
        value={answer}
        maxLength={2_000}
        autosize
        minRows={3}
        onChange={({ currentTarget }) => setAnswer(currentTarget.value)}
      />
      {orderId !== undefined && (
        <MoneyEntry
          label={t("appeals.amount")}
          description={t("appeals.amount-help")}
          currency={currency}
          value={amount}
          onChange={setAmount}
        />
      )}
      <div className="toolbar">
        <ConfirmDialog
          title={t("appeals.grant")}
          text={t(about.byPerson ? "appeals.grant-goes-on" : "appeals.grant-text")}
          action={t("appeals.grant")}
          onConfirm={() => submit("granted")}
          open={(ask) => (
            <Button disabled={written === ""} onClick={ask}>
              {t("appeals.grant")}
            </Button>
          )}
        />
        <ConfirmDialog
          title={t("appeals.keep")}
          text={t("appeals.keep-text")}
          action={t("appeals.keep")}
          onConfirm={() => submit("kept")}
          open={(ask) => (
            <Button variant="default" disabled={written === ""} onClick={ask}>
              {t("appeals.keep")}
            </Button>
          )}
        />
      </div>
    </section>
  );
}
