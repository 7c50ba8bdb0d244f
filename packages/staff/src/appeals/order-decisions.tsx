import { adverseDecisionsOfOrder, makeAppeal } from "@aftercare/platform/contract";
import { Button, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Dialog, Failure } from "../ui/index.ts";
import { type AdverseDecision, useRefreshAppeals } from "./appeal-words.ts";

/** What was decided against the shopper about an order; staff can take down an appeal for them. */
export function OrderDecisions({ orderId }: { orderId: string }) {
  const { t } = useTexts();
  const { data } = useQuery(reading(adverseDecisionsOfOrder, { orderId }));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section className="section">
      <h2>{t("appeals.against")}</h2>
      {data.items.map((decision) => (
        <Decided key={decision.adverseDecisionId} decision={decision} />
      ))}
    </section>
  );
}

function Decided({ decision }: { decision: AdverseDecision }) {
  const { t } = useTexts();
  const { outcome, why, appeal } = decision;
  return (
    <>
      <ul className="plain">
        {outcome.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="soft">{why.join(" ")}</p>
      {appeal === undefined ? (
        <TakeDown decision={decision} />
      ) : (
        <p>
          <Link to="/desk/appeals/$id" params={{ id: appeal.appealId }}>
            {t("appeals.appeal")}
          </Link>{" "}
          <span className={appeal.state === "granted" ? "tag good" : "tag"}>{t(`appeals.state.${appeal.state}`)}</span>
        </p>
      )}
    </>
  );
}

function TakeDown({ decision: { adverseDecisionId } }: { decision: AdverseDecision }) {
  const { t } = useTexts();
  const refresh = useRefreshAppeals();
  const make = useCommand(makeAppeal);
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState("");
  const close = useCallback(() => setOpen(false), []);
  const submit = async () => {
    await make.mutateAsync({ adverseDecisionId, said: said.trim() });
    close();
    await refresh();
  };
  return (
    <>
      <Button className="add" variant="default" onClick={() => setOpen(true)}>
        {t("appeals.take-down")}
      </Button>
      <Dialog open={isOpen} title={t("appeals.take-down")} onClose={close}>
        <Textarea
          label={t("appeals.said")}
          value={said}
          maxLength={2_000}
          autosize
          minRows={3}
          onChange={({ currentTarget }) => setSaid(currentTarget.value)}
        />
        {make.isError && <Failure error={make.error} />}
        <div className="dialog-actions">
          <Button variant="default" onClick={close}>
            {t("common.cancel")}
          </Button>
          <Button loading={make.isPending} onClick={() => void submit().catch(() => undefined)}>
            {t("appeals.take-down")}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
