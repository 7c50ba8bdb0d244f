import { listHolidays } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { useRetailer } from "../time/index.ts";
import { Loaded, Waiting } from "../ui/index.ts";
import type { Origin } from "./shipping-words.ts";
import { YearStrip } from "./year-strip.tsx";

/** On which days of a year an origin works: its week, and the public holidays of where it is. */
export function HolidaySection({ origins }: { origins: readonly Origin[] }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { data: retailer } = useRetailer();
  const search = useSearch({ from: "/staff/console/shipping" });
  const origin = origins.find(({ key }) => key === search.origin) ?? origins[0];
  if (origin === undefined || retailer === undefined) return null;
  const now = new Date(retailer.now).getUTCFullYear();
  const years = [now - 1, now, now + 1].map(String);
  const year = years.find((each) => each === search.year) ?? String(now);
  const choose = (part: { origin?: string; year?: string }) =>
    void navigate({ to: ".", search: { ...search, ...part }, replace: true });
  return (
    <section className="section">
      <h2>{t("shipping.holidays")}</h2>
      <p className="soft">{t("shipping.holidays-lead")}</p>
      <div className="toolbar labelled">
        <NativeSelect
          label={t("shipping.origin")}
          value={origin.key}
          data={origins.map(({ key, title }) => ({ value: key, label: title }))}
          onChange={({ currentTarget }) => choose({ origin: currentTarget.value })}
        />
        <NativeSelect
          label={t("shipping.year")}
          value={year}
          data={years}
          onChange={({ currentTarget }) => choose({ year: currentTarget.value })}
        />
      </div>
      <Year origin={origin} year={Number(year)} />
    </section>
  );
}

function Year({ origin, year }: { origin: Origin; year: number }) {
  const { t } = useTexts();
  const { country, subdivision, observesHolidays } = origin;
  const place = { country, ...(subdivision !== undefined && { subdivision }), year };
  const query = useQuery(reading(listHolidays, place));
  return (
    <Loaded query={query} waiting={<Waiting lines={12} height={14} />}>
      {({ items }) => (
        <>
          {!observesHolidays && <p>{t("shipping.works-on-holidays")}</p>}
          <YearStrip year={year} workingDays={origin.workingDays ?? []} holidays={items} />
        </>
      )}
    </Loaded>
  );
}
