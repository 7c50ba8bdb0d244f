import { type ContractOutput, remedyChoices } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Loaded, RecordLink, Waiting } from "../ui/index.ts";
import { ChooseRemedy } from "./choose-remedy.tsx";
import type { Incident } from "./incident-words.ts";

export type Remedy = NonNullable<ContractOutput<typeof remedyChoices>["remedy"]>;

/** What can be done about the delivery, what was chosen by whom, and where that is. */
export function Remedies({ incident: { orderId, incidentId } }: { incident: Incident }) {
  const { t } = useTexts();
  const query = useQuery(reading(remedyChoices, { orderId }));
  const section = useRef<HTMLElement>(null);
  const isAskedFor = useLocation({ select: ({ hash }) => hash === "choices" });
  const isThere = query.data !== undefined;
  useEffect(() => {
    // From the queue one comes to choose: the first choice is at hand as soon as there is one.
    if (isAskedFor && isThere) section.current?.querySelector<HTMLElement>("input, button")?.focus();
  }, [isAskedFor, isThere]);
  return (
    <section className="section" id="choices" ref={section}>
      <h2>{t("console-delivery.choices")}</h2>
      <Loaded query={query} waiting={<Waiting lines={4} height={44} />}>
        {({ remedy }) =>
          remedy === undefined || remedy.incidentId !== incidentId ? (
            <p className="soft">{t("console-delivery.choices-none")}</p>
          ) : (
            <RemedyContent remedy={remedy} />
          )
        }
      </Loaded>
    </section>
  );
}

function RemedyContent({ remedy }: { remedy: Remedy }) {
  const texts = useTexts();
  const { t } = texts;
  const { state, answerBy, law } = remedy;
  return (
    <>
      <p>
        <span className={`tag ${state === "carried-out" ? "good" : ""}`}>
          {t(`console-delivery.remedy-state.${state}`)}
        </span>{" "}
        {state === "offered" && (
          <span className="soft">{t("console-delivery.answer-by", { when: texts.dateTime(new Date(answerBy)) })}</span>
        )}
      </p>
      {remedy.chosen === undefined ? null : <Chosen remedy={remedy} />}
      {state === "offered" ? <ChooseRemedy remedy={remedy} /> : null}
      {law !== undefined && (
        <p className="soft small">
          {t("console-delivery.law", { source: law.source })}
          {!law.verified && ` ${t("console-delivery.law-unverified")}`}
        </p>
      )}
    </>
  );
}

function Chosen({ remedy: { options, chosen, chosenAt, chosenBy, result } }: { remedy: Remedy }) {
  const texts = useTexts();
  const { t } = texts;
  const option = options.find((each) => each.option === chosen);
  return (
    <div className="card section">
      <p className="card-head">
        <span>{option?.name ?? chosen}</span>
        {result !== undefined && <span className="tag">{t(`console-delivery.result.${result.state}`)}</span>}
      </p>
      <p className="soft">
        {chosenBy !== undefined &&
          chosenAt !== undefined &&
          t(`console-delivery.chosen-by.${chosenBy}`, { when: texts.dateTime(new Date(chosenAt)) })}
        {result?.refundId !== undefined && (
          <>
            {" · "}
            <RecordLink id={result.refundId}>{t("console-delivery.see-refund")}</RecordLink>
          </>
        )}
      </p>
    </div>
  );
}
