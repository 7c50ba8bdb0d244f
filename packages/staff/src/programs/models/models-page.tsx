import { getProgramModel, listProgramModels, measureProgram } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { reading } from "../../api/index.ts";
import { useTexts } from "../../language/index.ts";
import { WhenKnown } from "../../proof/index.ts";
import { useGrowth } from "../../time/index.ts";
import { Empty, isExperiment, Loaded, Waiting } from "../../ui/index.ts";
import { ProgramFrame } from "../program-frame.tsx";
import { CardOfModel } from "./card-of-model.tsx";
import { DecidedBy } from "./decided-by.tsx";
import { ExperimentVerdict } from "./experiment-verdict.tsx";
import { ModelList } from "./model-list.tsx";
import type { ModelRow, Setting } from "./model-types.ts";

/** What a program has learned: its models, the verdict on each, and the card of one. `?model=` says of which. */
export function ModelsPage() {
  return (
    <ProgramFrame>
      {({ name, document }, currency) => currency !== undefined && <Models setting={{ name, document, currency }} />}
    </ProgramFrame>
  );
}

function Models({ setting }: { setting: Setting }) {
  const { t } = useTexts();
  const { name } = setting;
  const query = useQuery({ ...reading(listProgramModels, { name }), ...useGrowth() });
  return (
    <Loaded query={query} waiting={<Waiting lines={6} height={36} />}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={t("models.none-title")}>
            <p>{t("models.none-text")}</p>
            {!isExperiment(setting.document?.moment ?? "") && <FirstOutcomes name={name} />}
          </Empty>
        ) : (
          <LearnedModels models={items} setting={setting} />
        )
      }
    </Loaded>
  );
}

/** When there will be something to learn from. */
function FirstOutcomes({ name }: { name: string }) {
  const { data } = useQuery({ ...reading(measureProgram, { name }), ...useGrowth() });
  return data === undefined ? null : <WhenKnown measurement={data} />;
}

function LearnedModels({ models, setting }: { models: readonly ModelRow[]; setting: Setting }) {
  const { model } = useSearch({ from: "/staff/console/programs/$name/models" });
  const inForce = models.find(({ state }) => state === "in-force");
  const shown = models.find(({ modelId }) => modelId === model) ?? inForce ?? models[0];
  return (
    <>
      {isExperiment(setting.document?.moment ?? "") ? (
        <ExperimentVerdict models={models} setting={setting} />
      ) : (
        <DecidedBy models={models} />
      )}
      <ModelList models={models} shown={shown?.modelId} setting={setting} />
      {shown !== undefined && <Card modelId={shown.modelId} setting={setting} />}
    </>
  );
}

function Card({ modelId, setting }: { modelId: string; setting: Setting }) {
  const query = useQuery(reading(getProgramModel, { name: setting.name, modelId }));
  return (
    <Loaded query={query} waiting={<Waiting lines={1} height={300} />}>
      {(card) => <CardOfModel card={card} setting={setting} />}
    </Loaded>
  );
}
