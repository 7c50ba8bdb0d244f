import { type ContractOutput, deliveryOverview } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Figure, Figures, Loaded, PageHead, Waiting } from "../ui/index.ts";
import { KeptByDay } from "./kept-by-day.tsx";
import { LaneTable } from "./lane-table.tsx";

export type DeliveryOverview = ContractOutput<typeof deliveryOverview>;

/** How deliveries do, opening with the figure that matters: how many promises were kept, and how sure that is. */
export function DeliveryOverviewPage() {
  const { t } = useTexts();
  const query = useQuery(reading(deliveryOverview, {}));
  return (
    <Loaded
      query={query}
      waiting={
        <>
          <PageHead title={t("console-delivery.overview.title")} />
          <Waiting lines={1} height={118} />
          <Waiting lines={6} height={40} />
        </>
      }
    >
      {(overview) => <OverviewContent overview={overview} />}
    </Loaded>
  );
}

function OverviewContent({ overview }: { overview: DeliveryOverview }) {
  const texts = useTexts();
  const { t } = texts;
  const { kept, keptBefore, basis, lanes } = overview;
  const share = (value: number) => texts.percent(value, 1);
  return (
    <>
      <PageHead
        title={t("console-delivery.overview.title")}
        actions={
          <Link to="/console/delivery/settings" className="button-link quiet">
            {t("console-delivery.settings.title")}
          </Link>
        }
        {...(kept !== undefined && {
          heading: t(`console-delivery.overview.${basis === "promised" ? "kept" : "kept-replayed"}`, {
            share: share(kept.value),
          }),
          lead: (
            <>
              <p>
                {t("console-delivery.overview.interval", {
                  low: share(kept.low),
                  high: share(kept.high),
                  count: kept.n,
                })}{" "}
                {keptBefore !== undefined &&
                  t("console-delivery.overview.before", {
                    share: share(keptBefore.value),
                    low: share(keptBefore.low),
                    high: share(keptBefore.high),
                  })}
              </p>
              {basis === "replayed" && <p>{t("console-delivery.overview.replayed-note")}</p>}
            </>
          ),
        })}
      />
      <NowFigures overview={overview} />
      {kept === undefined ? (
        <Empty title={t("console-delivery.overview.nothing")}>
          <p>{t("console-delivery.overview.nothing-text")}</p>
        </Empty>
      ) : (
        <KeptByDay overview={overview} />
      )}
      {lanes.length > 0 && <LaneTable lanes={lanes} />}
    </>
  );
}

function NowFigures({ overview: { now } }: { overview: DeliveryOverview }) {
  const texts = useTexts();
  const { t } = texts;
  const queue = (count: number): ReactNode =>
    count > 0 && <Link to="/desk/exceptions">{t("console-delivery.overview.see-queue")}</Link>;
  return (
    <Figures>
      <Figure
        label={t("console-delivery.overview.in-transit")}
        value={texts.number(now.inTransit)}
        definition={t("console-delivery.overview.in-transit-definition")}
      />
      <Figure
        label={t("console-delivery.overview.at-risk")}
        value={texts.number(now.atRisk)}
        beside={queue(now.atRisk)}
        definition={t("console-delivery.overview.at-risk-definition")}
      />
      <Figure
        label={t("console-delivery.overview.late")}
        value={texts.number(now.late)}
        beside={queue(now.late)}
        definition={t("console-delivery.overview.late-definition")}
      />
      <Figure
        label={t("console-delivery.overview.waiting")}
        value={texts.number(now.waiting)}
        beside={queue(now.waiting)}
        definition={t("console-delivery.overview.waiting-definition")}
      />
    </Figures>
  );
}
