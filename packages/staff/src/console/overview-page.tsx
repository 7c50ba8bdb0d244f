import { type ContractOutput, getOverview } from "@aftercare/platform/contract";
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { useGrowth } from "../time/index.ts";
import { Empty, Figure, Figures, Loaded, PageHead, Waiting } from "../ui/index.ts";
import { ActionShares } from "./action-shares.tsx";
import { OverviewCharts } from "./overview-charts.tsx";
import { WeeksTable } from "./weeks-table.tsx";

export type Overview = ContractOutput<typeof getOverview>;

/** What happened and what is recommended, opening with the figure that matters: who buys again after a return. */
export function OverviewPage() {
  const query = useQuery({ ...reading(getOverview, {}), ...useGrowth() });
  return (
    <Loaded query={query} waiting={<OverviewWaiting />}>
      {(overview) => (overview.totals.orders === 0 ? <NothingYet /> : <OverviewContent overview={overview} />)}
    </Loaded>
  );
}

function OverviewContent({ overview }: { overview: Overview }) {
  const texts = useTexts();
  const { t } = texts;
  const { totals, currency } = overview;
  const { repurchase, returnRate } = totals;
  const interval = ({ low, high }: { low: number; high: number }) =>
    t("common.interval", { low: texts.percent(low, 1), high: texts.percent(high, 1) });
  return (
    <>
      <PageHead
        title={t("staff.overview.title")}
        heading={
          repurchase === undefined
            ? t("staff.overview.heading-open")
            : t("staff.overview.heading", { share: texts.percent(repurchase.value) })
        }
        lead={t("staff.overview.lead", {
          when: texts.date(new Date(overview.asOf), "long"),
          shoppers: totals.shoppers,
        })}
      />
      <Figures>
        <Figure
          label={t("staff.overview.repurchase")}
          value={repurchase === undefined ? "–" : texts.percent(repurchase.value, 1)}
          beside={repurchase === undefined ? t("staff.overview.repurchase-open") : interval(repurchase)}
          definition={t("staff.overview.repurchase-definition")}
        />
        <Figure
          label={t("staff.overview.return-rate")}
          value={returnRate === undefined ? "–" : texts.percent(returnRate.value, 1)}
          beside={returnRate !== undefined && interval(returnRate)}
          definition={t("staff.overview.return-rate-definition")}
        />
        <Figure
          label={t("staff.overview.orders")}
          value={texts.number(totals.orders)}
          beside={currency !== undefined && texts.money({ amount: totals.sales, currency })}
          definition={t("staff.overview.orders-definition")}
        />
        <Figure
          label={t("staff.overview.returns")}
          value={texts.number(totals.returns)}
          beside={t("staff.overview.unknown-origin", { count: totals.returnsOfUnknownOrigin })}
          definition={t("staff.overview.returns-definition")}
        />
      </Figures>
      <OverviewCharts overview={overview} aside={<ActionShares decisions={overview.decisions} />} />
      <WeeksTable overview={overview} />
      <p className="assumption">
        {t("staff.overview.assumption", { share: texts.percent(overview.assumedMarginRate, 1) })}{" "}
        <Link to="/console/model">{t("staff.overview.model-link")}</Link>
      </p>
    </>
  );
}

function NothingYet() {
  const { t } = useTexts();
  return (
    <>
      <PageHead title={t("staff.overview.title")} />
      <Empty title={t("staff.overview.empty-title")}>
        <p>{t("staff.overview.empty-text")}</p>
      </Empty>
    </>
  );
}

function OverviewWaiting() {
  const { t } = useTexts();
  return (
    <>
      <PageHead
        title={t("staff.overview.title")}
        heading={<Skeleton height={38} width="70%" />}
        lead={<Skeleton height={20} width="40%" />}
      />
      <Skeleton height={118} />
      <Waiting lines={1} height={300} />
      <Waiting lines={1} height={260} />
    </>
  );
}
