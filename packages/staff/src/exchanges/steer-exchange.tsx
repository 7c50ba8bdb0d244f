import { cancelExchange, reportCollection, searchExchanges } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { ConfirmDialog } from "../ui/index.ts";
import type { Exchange } from "./exchanges-page.tsx";

/** What a person can do: take the money at a till, hand back what the till holds, or call it off while nothing is sent. */
export function SteerExchange({ exchange }: { exchange: Exchange }) {
  const queries = useQueryClient();
  const report = useCommand(reportCollection);
  const cancel = useCommand(cancelExchange);
  const { exchangeId, number, askedAt, endedAt } = exchange;
  const isHere = askedAt === undefined && endedAt === undefined;
  const money = [exchange.payment, exchange.deposit].filter((each) => each !== undefined);
  const open = isHere ? money.find(({ state }) => state === "open") : undefined;
  const held = money.find(({ state, via }) => via === "till" && (state === "returning" || state === "releasing"));
  const anew = () => queries.invalidateQueries({ queryKey: [searchExchanges.name] });
  const said = (collectionId: string, outcome: "made" | "handed-back") => async () => {
    await report.mutateAsync({ collectionId, outcome });
    await anew();
  };
  const callOff = async () => {
    await cancel.mutateAsync({ exchangeId });
    await anew();
  };
  return (
    <>
      {open && <Ask what="paid" number={number} onConfirm={said(open.collectionId, "made")} />}
      {held && <Ask what="handed-back" number={number} onConfirm={said(held.collectionId, "handed-back")} />}
      {isHere && <Ask what="cancel" number={number} onConfirm={callOff} />}
    </>
  );
}

interface AskProps {
  readonly what: "paid" | "handed-back" | "cancel";
  readonly number: string;
  readonly onConfirm: () => Promise<unknown>;
}

function Ask({ what, number, onConfirm }: AskProps) {
  const { t } = useTexts();
  const name = t(`exchanges.desk.do.${what}`);
  return (
    <ConfirmDialog
      title={name}
      text={t(`exchanges.desk.sure.${what}`, { number })}
      action={name}
      onConfirm={onConfirm}
      open={(ask) => (
        <Button variant="default" size="compact-sm" onClick={ask}>
          {name}
        </Button>
      )}
    />
  );
}
