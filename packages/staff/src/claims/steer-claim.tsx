import { acceptClaim, declineClaim, settleClaim } from "@aftercare/platform/contract";
import { Button, NativeSelect, Textarea } from "@mantine/core";
import { useState } from "react";
import { useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { ConfirmDialog, MoneyEntry } from "../ui/index.ts";
import { type Claim, remedies, useRefreshClaims } from "./claim-words.ts";

/** What a person can do about a claim as it stands. */
export function SteerClaim({ claim }: { claim: Claim }) {
  if (claim.state === "reported") return <Decide claim={claim} />;
  if (claim.state === "in-cure") return <Settle claim={claim} />;
  return null;
}

function Decide({ claim: { claimId, currency, remedy: wanted } }: { claim: Claim }) {
  const { t } = useTexts();
  const refresh = useRefreshClaims();
  const accept = useCommand(acceptClaim);
  const decline = useCommand(declineClaim);
  const [remedy, setRemedy] = useState(wanted);
  const [amount, setAmount] = useState<number>();
  const [answer, setAnswer] = useState("");
  const written = answer.trim();
  const isReduced = remedy === "price-reduction";
  const hasSum = amount !== undefined && amount > 0;
  return (
    <section className="section publish">
      <h2>{t("claims.decide")}</h2>
      <NativeSelect
        label={t("claims.remedy")}
        value={remedy}
        data={remedies.map((each) => ({ value: each as string, label: t(`claims.remedy.${each}`) }))}
        onChange={({ currentTarget }) => setRemedy(remedies.find((each) => each === currentTarget.value) ?? remedy)}
      />
      {isReduced && (
        <MoneyEntry
          label={t("claims.amount")}
          description={t("claims.amount-help")}
          currency={currency}
          value={amount}
          onChange={setAmount}
        />
      )}
      <Textarea
        label={t("claims.answer")}
        description={t("claims.answer-help")}
        value={answer}
        maxLength={2_000}
        autosize
        minRows={3}
        onChange={({ currentTarget }) => setAnswer(currentTarget.value)}
      />
      <div className="toolbar">
        <ConfirmDialog
          title={t("claims.accept")}
          text={t(isReduced ? "claims.accept-reduced-text" : "claims.accept-text")}
          action={t("claims.accept")}
          onConfirm={async () => {
            const sum = isReduced && hasSum ? { amount } : {};
            await accept.mutateAsync({ claimId, remedy, ...sum, ...(written !== "" && { answer: written }) });
            await refresh();
          }}
          open={(ask) => (
            <Button disabled={isReduced && !hasSum} onClick={ask}>
              {t("claims.accept")}
            </Button>
          )}
        />
        <ConfirmDialog
          title={t("claims.decline")}
          text={t("claims.decline-text")}
          action={t("claims.decline")}
          onConfirm={async () => {
            await decline.mutateAsync({ claimId, answer: written });
            await refresh();
          }}
          open={(ask) => (
            <Button variant="default" disabled={written === ""} onClick={ask}>
              {t("claims.decline")}
            </Button>
          )}
        />
      </div>
    </section>
  );
}

function Settle({ claim: { claimId, remedy } }: { claim: Claim }) {
  const { t } = useTexts();
  const refresh = useRefreshClaims();
  const settle = useCommand(settleClaim);
  return (
    <div className="toolbar">
      <ConfirmDialog
        title={t("claims.settle")}
        text={t(remedy === "repair" ? "claims.settle-repair-text" : "claims.settle-text")}
        action={t("claims.settle")}
        onConfirm={async () => {
          await settle.mutateAsync({ claimId });
          await refresh();
        }}
        open={(ask) => <Button onClick={ask}>{t("claims.settle")}</Button>}
      />
    </div>
  );
}
