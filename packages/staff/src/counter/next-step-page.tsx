import { type ContractOutput, decide, getReturn, handOverOffer, returnMoney } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { isNothingThere, reading, useCommand } from "../api/index.ts";
import { useScan } from "../keyboard/index.ts";
import { useTexts } from "../language/index.ts";
import { chosenAction } from "../records/index.ts";
import { Empty, Failure, Loaded, NotFound, PageHead, useWording, Waiting } from "../ui/index.ts";
import { OfferCard } from "./offer-card.tsx";
import { HandedCards } from "./paid-out.tsx";
import { ReturnMoneyText } from "./return-money.tsx";
import { clearVisit, useVisit } from "./visit.ts";

type Decision = ContractOutput<typeof decide>;

/** What is asked about a return. Asking again while it is valid answers the same decision, so the page can be reloaded. */
export function nextStepInput(returnId: string) {
  return { moment: "return.incentive", subject: returnId };
}

/** The counter's third step: the return is recorded; this is the best thing to offer now. */
export function NextStepPage() {
  const { t } = useTexts();
  const { id } = useParams({ from: "/staff/counter/returns/$id" });
  const navigate = useNavigate();
  const recorded = useQuery(reading(getReturn, { returnId: id }));
  const decision = useQuery({ ...reading(decide, nextStepInput(id)), staleTime: Number.POSITIVE_INFINITY });
  const { taken } = useVisit();
  const visit = taken?.returns.some(({ returnId }) => returnId === id) ? taken : undefined;
  useScan((code) => void navigate({ to: "/counter", search: { q: code } }));
  if (isNothingThere(recorded.error)) return <NotFound text="staff.not-found.record" />;
  return (
    <div className="counter">
      <Loaded query={recorded} waiting={<Waiting lines={1} height={24} />}>
        {(data) => (visit ? visit.returns : [data]).map((one) => <Recorded key={one.returnId} data={one} />)}
      </Loaded>
      {visit !== undefined && <HandedCards paid={visit.paid} />}
      <Loaded query={decision} waiting={<Waiting lines={3} height={64} />}>
        {(known) => <NextStep key={known.decisionId} decision={known} />}
      </Loaded>
      <Link to="/counter" className="button-link quiet" onClick={clearVisit}>
        {t("staff.counter.next-customer")}
      </Link>
    </div>
  );
}

function Recorded({ data }: { data: ContractOutput<typeof getReturn> }) {
  const { t } = useTexts();
  const { returnId, number } = data;
  const money = useQuery({ ...reading(returnMoney, { returnId }), staleTime: 60_000 });
  return (
    <>
      <p className="recorded" role="status">
        {t("counter.recorded", { number })}
      </p>
      <Loaded query={money} waiting={<Waiting lines={1} height={24} />}>
        {(known) => <ReturnMoneyText money={known} done />}
      </Loaded>
    </>
  );
}

function NextStep({ decision }: { decision: Decision }) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const handOver = useCommand(handOverOffer);
  const [reason] = decision.reasons;
  if (decision.chosen === "none") return <NoOffer decision={decision} />;
  return (
    <>
      <PageHead
        title={t("staff.counter.offer-title")}
        heading={wording.action(chosenAction(decision))}
        lead={reason === undefined ? undefined : <p>{wording.reason(reason)}</p>}
      />
      {handOver.data !== undefined ? (
        <OfferCard offer={handOver.data} />
      ) : (
        <>
          <blockquote className="say">
            <span className="soft">{t("staff.counter.say")}</span>
            <p>{t("staff.counter.say-text", { offer: wording.offer(chosenAction(decision)) })}</p>
          </blockquote>
          <Button
            size="xl"
            loading={handOver.isPending}
            onClick={() => handOver.mutate({ decisionId: decision.decisionId })}
          >
            {t("staff.counter.hand-over")}
          </Button>
        </>
      )}
      {handOver.isError && !handOver.isPending && <Failure error={handOver.error} />}
    </>
  );
}

/** No offer is an answer too, and it says which of its grounds holds. */
function NoOffer({ decision }: { decision: Decision }) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const chance = decision.alternatives.find(({ action }) => action === "none")?.chance?.value;
  const comesBack = chance !== undefined && chance >= 0.5;
  const ground = decision.mode === "holdout" ? "holdout" : comesBack ? "comes-back" : "not-worth";
  const [reason] = decision.reasons;
  return (
    <>
      <PageHead
        title={t("staff.counter.offer-title")}
        heading={t(`staff.no-offer.${ground}`)}
        lead={reason === undefined ? undefined : <p>{wording.reason(reason)}</p>}
      />
      <Empty title={t("staff.no-offer.do")}>
        {chance !== undefined && <p>{t("staff.next-step.chance", { share: texts.percent(chance, 1) })}</p>}
      </Empty>
    </>
  );
}
