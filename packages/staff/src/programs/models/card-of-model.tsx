import { useTexts } from "../../language/index.ts";
import { ActionTable } from "./action-table.tsx";
import { ChanceChart } from "./chance-chart.tsx";
import { FeatureInfluence } from "./feature-influence.tsx";
import { GroupTable } from "./group-table.tsx";
import type { ModelCard, Setting } from "./model-types.ts";
import { UpliftChart } from "./uplift-chart.tsx";
import { VerdictInWords } from "./verdict-in-words.tsx";

/** All that is known of one model, from the verdict to how it treats groups of shoppers. */
export function CardOfModel({ card, setting }: { card: ModelCard; setting: Setting }) {
  const texts = useTexts();
  const { t } = texts;
  const { uplift, calibration, features, groups } = card;
  return (
    <>
      <h2 className="card-title">{t("models.card", { when: texts.dateTime(new Date(card.trainedAt)) })}</h2>
      <VerdictInWords card={card} setting={setting} />
      <ActionTable actions={card.actions} setting={setting} />
      {uplift === undefined && calibration === undefined && <p className="note note-quiet">{t("models.no-details")}</p>}
      {uplift === undefined && calibration !== undefined && (
        <p className="note note-quiet">{t("models.uplift.refused")}</p>
      )}
      <div className="two even">
        {uplift !== undefined && <UpliftChart curve={uplift} setting={setting} />}
        {calibration !== undefined && <ChanceChart calibration={calibration} />}
      </div>
      {features.length > 0 && <FeatureInfluence features={features} />}
      {groups.region !== undefined && <GroupTable by="region" groups={groups.region} setting={setting} />}
      {groups.tier !== undefined && <GroupTable by="tier" groups={groups.tier} setting={setting} />}
    </>
  );
}
