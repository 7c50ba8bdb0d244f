import { offersLiability } from "@aftercare/platform/contract";
import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { saveText, toCsv } from "../csv/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Figure, Figures, Loaded, PageHead, Waiting } from "../ui/index.ts";
import { LiabilityChart } from "./liability-chart.tsx";
import { liabilityCsv } from "./liability-csv.ts";
import { type Liability, type PastRow, totalOf, useLiabilityWords } from "./liability-words.ts";
import { OpenOffersTable } from "./open-offers-table.tsx";
import { PastOffersTable } from "./past-offers-table.tsx";

/** What open offers can cost and are expected to cost, and what became of all others. */
export function LiabilityPage() {
  const texts = useTexts();
  const { t } = texts;
  const { currency: asked } = useSearch({ from: "/staff/console/offers" });
  const navigate = useNavigate({ from: "/console/offers" });
  const query = useQuery(reading(offersLiability, {}));
  const currencies = [...new Set(query.data?.programs.map(({ currency }) => currency))];
  const currency = currencies.find((each) => each === asked) ?? currencies[0];
  const rows = query.data?.open ?? [];
  return (
    <>
      <PageHead
        title={t("offers.report.title")}
        lead={t("offers.report.lead")}
        actions={
          <>
            {currencies.length > 1 && (
              <NativeSelect
                aria-label={t("offers.report.currency")}
                value={currency}
                data={currencies}
                onChange={({ currentTarget }) => void navigate({ search: { currency: currentTarget.value } })}
              />
            )}
            <Button
              variant="default"
              disabled={rows.length === 0}
              onClick={() => saveText("open-offers.csv", "text/csv", toCsv(liabilityCsv(rows, texts)))}
            >
              {t("offers.report.export")}
            </Button>
            <Link to="/console/offers/list" className="button-link quiet">
              {t("offers.report.all")}
            </Link>
          </>
        }
      />
      <Loaded query={query} waiting={<Waiting lines={10} height={40} />}>
        {(liability) =>
          currency === undefined ? (
            <Empty title={t("offers.report.none")}>
              <p>{t("offers.report.none-text")}</p>
            </Empty>
          ) : (
            <Report liability={liability} currency={currency} />
          )
        }
      </Loaded>
    </>
  );
}

function Report({ liability, currency }: { liability: Liability; currency: string }) {
  const { t } = useTexts();
  const open = liability.open.filter((row) => row.currency === currency);
  const programs = liability.programs.filter((row) => row.currency === currency);
  return (
    <>
      <LiabilityFigures open={open} programs={programs} currency={currency} />
      {open.length === 0 ? (
        <p className="soft">{t("offers.report.none-open")}</p>
      ) : (
        <>
          <LiabilityChart rows={open} currency={currency} />
          <OpenOffersTable rows={open} />
        </>
      )}
      <PastOffersTable rows={programs} />
    </>
  );
}

interface LiabilityFiguresProps {
  readonly open: Liability["open"];
  readonly programs: readonly PastRow[];
  readonly currency: string;
}

function LiabilityFigures({ open, programs, currency }: LiabilityFiguresProps) {
  const texts = useTexts();
  const { t } = texts;
  const words = useLiabilityWords(currency);
  const { offers, most, unbounded, expected } = totalOf(open);
  const given = programs.reduce((sum, each) => sum + each.given, 0);
  const unknown = programs.reduce((sum, { givenUnknown }) => sum + givenUnknown, 0);
  return (
    <Figures>
      <Figure
        label={t("offers.figure.open")}
        value={texts.number(offers)}
        definition={t("offers.figure.open-definition")}
      />
      <Figure
        label={t("offers.figure.most")}
        value={words.most({ offers, most, unbounded })}
        beside={unbounded > 0 && t("offers.figure.unbounded", { count: unbounded })}
        definition={t("offers.figure.most-definition")}
      />
      <Figure
        label={t("offers.figure.expected")}
        value={expected === undefined ? "–" : words.money(expected.value)}
        beside={expected !== undefined && words.moneyInterval(expected)}
        definition={
          <>
            <p>{t("offers.figure.expected-definition")}</p>
            {expected === undefined && open.length > 0 && <p>{t("offers.figure.too-early")}</p>}
          </>
        }
      />
      <Figure
        label={t("offers.figure.given")}
        value={words.money(given)}
        beside={unknown > 0 && t("offers.figure.given-unknown", { count: unknown })}
        definition={t("offers.figure.given-definition")}
      />
    </Figures>
  );
}
