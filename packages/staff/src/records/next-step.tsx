import { listNextSteps } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Loaded, RecordLink, useWording, Waiting } from "../ui/index.ts";

/** The best next step of one return with its reason, and the way to the whole decision. */
export function NextStep({ returnId, number }: { returnId: string; number: string }) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const query = useQuery(reading(listNextSteps, { q: number }));
  return (
    <Loaded query={query} waiting={<Waiting lines={2} />}>
      {({ items }) => {
        const row = items.find((item) => item.returnId === returnId);
        const step = row?.nextStep;
        if (row === undefined || step === undefined) return <p className="soft">{t("staff.returns.no-step")}</p>;
        return (
          <div className="next-step">
            <p>
              <span className="soft">{t("staff.next-step.best")}</span>{" "}
              <RecordLink id={step.decisionId}>
                {wording.action({ id: step.chosen, terms: step.terms, currency: row.currency })}
              </RecordLink>
              {step.chance !== undefined && (
                <span className="num soft">
                  {" "}
                  · {t("staff.next-step.chance", { share: texts.percent(step.chance, 1) })}
                </span>
              )}
            </p>
            {step.topReason !== undefined && <p>{wording.reason(step.topReason)}</p>}
          </div>
        );
      }}
    </Loaded>
  );
}
