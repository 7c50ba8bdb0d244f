import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTexts } from "../language/index.ts";
import { ShareCell } from "../ui/index.ts";
import { laneWords } from "./lane-words.ts";
import { LateBecause } from "./late-because.tsx";
import type { DeliveryOverview } from "./overview-page.tsx";

/** Lanes that are shown at once: those below have few orders each. */
const first = 12;

/** How each lane does. A lane leads to its open exceptions. */
export function LaneTable({ lanes }: Pick<DeliveryOverview, "lanes">) {
  const texts = useTexts();
  const { t } = texts;
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? lanes : lanes.slice(0, first);
  const from = Math.min(0.8, ...lanes.map(({ kept }) => Math.floor(kept.low * 10) / 10));
  return (
    <section className="section">
      <h2>{t("console-delivery.overview.lanes")}</h2>
      <p className="soft">{t("console-delivery.overview.lanes-lead")}</p>
      <table className="table stack">
        <thead>
          <tr>
            <th scope="col">{t("console-delivery.overview.lane")}</th>
            <th scope="col" className="n">
              {t("console-delivery.overview.orders")}
            </th>
            <th scope="col">{t("console-delivery.overview.kept-share")}</th>
            <th scope="col" className="n">
              {t("console-delivery.overview.width")}
            </th>
            <th scope="col">{t("console-delivery.overview.late-cause")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ lane, kept, width, lateBecause }) => (
            <tr key={lane}>
              <th scope="row">
                <Link to="/desk/exceptions" search={{ lane }} data-list-item="">
                  {laneWords(lane) || t("promises.any-lane")}
                </Link>
              </th>
              <td className="n" data-label={t("console-delivery.overview.orders")}>
                {texts.number(kept.n)}
              </td>
              <td data-label={t("console-delivery.overview.kept-share")} className="num">
                <ShareCell share={kept} from={from} />
              </td>
              <td className="n" data-label={t("console-delivery.overview.width")}>
                {t("console-delivery.overview.width-days", { days: Number(width.toFixed(1)) })}
              </td>
              <td data-label={t("console-delivery.overview.late-cause")}>
                <LateBecause late={Math.round(kept.n * (1 - kept.value))} because={lateBecause} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < lanes.length && (
        <Button variant="default" className="load-more" onClick={() => setWhole(true)} data-list-item="">
          {t("common.show-more")}
        </Button>
      )}
    </section>
  );
}
