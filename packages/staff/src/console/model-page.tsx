import { type ContractOutput, getModel } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { ApiProblem, reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, PageHead, Waiting } from "../ui/index.ts";
import { Calibration } from "./model-calibration.tsx";
import { FeatureWeights } from "./model-features.tsx";
import { History, Ranking } from "./model-ranking.tsx";

export type ModelCard = ContractOutput<typeof getModel>;

/** How good the model is, on returns it has never seen, beside the plainest alternative. */
export function ModelPage() {
  const { t } = useTexts();
  const query = useQuery(reading(getModel, { moment: "return.incentive" }));
  if (query.error instanceof ApiProblem && query.error.status === 404) {
    return (
      <>
        <PageHead title={t("staff.model.title")} />
        <Empty title={t("staff.model.none")}>
          <p>{t("staff.model.none-text")}</p>
        </Empty>
      </>
    );
  }
  return (
    <Loaded
      query={query}
      waiting={
        <>
          <PageHead title={t("staff.model.title")} />
          <Waiting lines={3} height={44} />
          <Waiting lines={1} height={320} />
        </>
      }
    >
      {(model) => <ModelContent model={model} />}
    </Loaded>
  );
}

function ModelContent({ model }: { model: ModelCard }) {
  const texts = useTexts();
  const { t, has } = texts;
  return (
    <>
      <PageHead
        title={t("staff.model.title")}
        heading={t(verdict(model))}
        lead={t("staff.model.lead", {
          version: model.version,
          when: texts.date(new Date(model.trainedAt), "long"),
        })}
      />
      {model.note !== undefined && <p className="note">{has(model.note) ? t(model.note) : model.note}</p>}
      <div className="two even">
        <Ranking model={model} />
        <History model={model} />
      </div>
      <div className="two even">
        <Calibration model={model} />
        <FeatureWeights features={model.features} />
      </div>
    </>
  );
}

/** Better only where the interval of the paired difference leaves zero out. */
function verdict({ auc, aucDifference, baselineAuc }: ModelCard): string {
  if (auc === undefined || baselineAuc === undefined) return "staff.model.heading-untested";
  return aucDifference !== undefined && aucDifference.low > 0
    ? "staff.model.heading-better"
    : "staff.model.heading-even";
}
