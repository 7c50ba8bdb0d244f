import { claimOptions, claimRights, reportClaim, returnReasonsOfOrder } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Failure, Loaded, Waiting } from "../ui/index.ts";
import { type Claim, useRefreshClaims } from "./claim-words.ts";
import { FaultyLine, type FaultyUnits } from "./faulty-line.tsx";
import { RemedyChoice } from "./remedy-choice.tsx";

interface ReportFormProps {
  readonly orderId: string;
  /** The order's lines, as they are called. */
  readonly bought: readonly { readonly line: number; readonly title?: string | undefined }[];
}

/** What is faulty and what is wrong with it, then what the shopper would like beside what the law gives. */
export function ReportForm({ orderId, bought }: ReportFormProps) {
  const { t } = useTexts();
  const rights = useQuery(reading(claimRights, { orderId }));
  const reasons = useQuery(reading(returnReasonsOfOrder, { orderId }));
  const [faulty, setFaulty] = useState<Readonly<Record<number, FaultyUnits>>>({});
  const picked = Object.entries(faulty).map(([line, units]) => ({ line: Number(line), ...units }));
  const isTold = picked.length > 0 && picked.every(({ reason, quantity }) => reason !== "" && quantity > 0);
  const change = (line: number, units: FaultyUnits | undefined) => {
    const { [line]: _, ...others } = faulty;
    setFaulty(units === undefined ? others : { ...others, [line]: units });
  };
  return (
    <Loaded query={rights} waiting={<Waiting lines={4} height={36} />}>
      {({ lines, arrival }) => {
        const left = lines.filter(({ units }) => units > 0);
        if (left.length === 0)
          return (
            <Empty title={t("claims.report.nothing")}>
              <p>{t("claims.report.nothing-text")}</p>
            </Empty>
          );
        return (
          <>
            <section className="section">
              <h2>{t("claims.fault")}</h2>
              {reasons.isError && <Failure error={reasons.error} />}
              {left.map((line) => (
                <FaultyLine
                  key={line.line}
                  line={line}
                  title={bought.find((one) => one.line === line.line)?.title ?? line.title ?? line.sku}
                  arrival={arrival}
                  reasons={reasons.data}
                  units={faulty[line.line]}
                  onChange={(units) => change(line.line, units)}
                />
              ))}
            </section>
            {isTold ? <Wanted orderId={orderId} picked={picked} /> : <p className="soft">{t("claims.report.first")}</p>}
          </>
        );
      }}
    </Loaded>
  );
}

type Picked = FaultyUnits & { readonly line: number };

function Wanted({ orderId, picked }: { orderId: string; picked: readonly Picked[] }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const refresh = useRefreshClaims();
  const report = useCommand(reportClaim);
  const [remedy, setRemedy] = useState<Claim["remedy"]>();
  const [method, setMethod] = useState<string>();
  const units = picked.map(({ line, quantity, reason }) => ({ line, quantity, reason }));
  const query = useQuery(reading(claimOptions, { orderId, lines: units }));
  const methods = query.data?.methods ?? [];
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (remedy === undefined) return;
    const way = methods.find((each) => (method === undefined ? each.recommended : each.method === method))?.method;
    const lines = picked.map(({ said, ...each }) => ({ ...each, ...(said.trim() !== "" && { said: said.trim() }) }));
    const input = { orderId, lines, remedy, ...(way !== undefined && { method: way }) };
    const done = await report.mutateAsync(input).catch(() => undefined);
    if (done === undefined) return;
    // First away from here: what was reported cannot be asked about again.
    await navigate({ to: "/desk/claims/$id", params: { id: done.claimId } });
    await refresh();
  };
  return (
    <Loaded query={query} waiting={<Waiting lines={5} height={36} />}>
      {(options) => (
        <form className="section" onSubmit={(event) => void submit(event)}>
          <RemedyChoice
            options={options}
            remedy={remedy}
            onRemedy={setRemedy}
            method={method ?? methods.find(({ recommended }) => recommended)?.method ?? ""}
            onMethod={setMethod}
          />
          {report.isError && <Failure error={report.error} />}
          <div>
            <Button type="submit" disabled={remedy === undefined} loading={report.isPending}>
              {t("claims.report.send")}
            </Button>
          </div>
        </form>
      )}
    </Loaded>
  );
}
