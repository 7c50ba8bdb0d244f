import { readRetailer } from "../../facts/retailer/index.ts";
import { readReason } from "../../facts/returns/reasons/index.ts";
import { dayAt, dayText } from "../../foundation/calendar/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { wilson } from "../../judgement/promises/index.ts";
import { readOptions } from "../../judgement/substitutes/index.ts";
import { costOf, readCostOfUnit } from "./cost-of-unit.ts";
import { type BoughtProduct, fixesOf, type ReasonCount } from "./fixes.ts";
import { type InsightDimension, returnFixes, returnReport } from "./insight.contract.ts";
import {
  type Cohort,
  type ReturnedForReason,
  readGroups,
  readReasons,
  readSold,
  type SoldArticle,
} from "./read-sold.ts";

/** What was bought later may still come back. */
const settledDays = 45;

const readers = { agent: anything, manager: anything, admin: anything };

async function cohortOf(tx: DatabaseTx, clock: Clock, days: number): Promise<Cohort> {
  const { timeZone, currency } = await readRetailer(tx);
  const until = dayAt(clock.now(), timeZone).day - settledDays;
  return { from: dayText(until - days + 1), until: dayText(until), timeZone, currency };
}

export const returnReportOperation = operation(returnReport, {
  by: readers,
  async run({ tx, clock }, { by, days, limit }) {
    const cohort = await cohortOf(tx, clock, days);
    const sold = await readSold(tx, cohort);
    const reasons = await readReasons(tx, cohort);
    const cost = await readCostOfUnit(tx);
    const parts = await partsOf(tx, cohort, by, { sold, reasons });
    const rows = parts
      .map(({ name, of, bought, returned, value, reasons: why }) => ({
        ...{ name, bought, returned, value, cost: costOf(cost, returned, value) },
        ...(of !== undefined && { of }),
        ...(bought > 0 && { rate: { n: bought, ...wilson(Math.min(1, returned / bought), bought) } }),
        reasons: topReasons(why),
      }))
      .toSorted((one, other) => Number(other.cost - one.cost) || other.returned - one.returned);
    const { sending, handling, lostShare } = cost;
    const [bought, returned] = [sumOf(sold, (each) => each.bought), sumOf(sold, (each) => each.returned)];
    const value = sold.reduce((sum, each) => sum + each.value, 0n);
    return {
      ...{ from: cohort.from, until: cohort.until, currency: cohort.currency, bought, returned, value },
      cost: costOf(cost, returned, value),
      costOfUnit: { sending, handling, ...(lostShare !== undefined && { lostShare }) },
      ...{ rows: rows.slice(0, limit), isCut: rows.length > limit },
    };
  },
});

export const returnFixesOperation = operation(returnFixes, {
  by: readers,
  async run({ tx, clock }, { days, limit }) {
    const cohort = await cohortOf(tx, clock, days);
    const sold = await readSold(tx, cohort);
    const { counts, products } = countsOf(sold, await readReasons(tx, cohort));
    const fixes = fixesOf(counts, products, await readCostOfUnit(tx), days);
    return {
      ...{ from: cohort.from, until: cohort.until, currency: cohort.currency },
      items: fixes.slice(0, limit).map(({ value: _, ...fix }) => fix),
    };
  },
});

async function partsOf(
  tx: DatabaseTx,
  cohort: Cohort,
  by: InsightDimension,
  { sold, reasons }: { readonly sold: readonly SoldArticle[]; readonly reasons: readonly ReturnedForReason[] },
): Promise<Part[]> {
  if (by === "reason") return reasonParts(reasons);
  if (by === "group") return (await readGroups(tx, cohort)).map((group) => ({ ...group, reasons: [] }));
  return partsBy(by, sold, reasons);
}

interface Part {
  readonly name: string;
  readonly of?: string | undefined;
  readonly bought: number;
  readonly returned: number;
  readonly value: bigint;
  readonly reasons: readonly ReturnedForReason[];
}

function partsBy(
  by: Exclude<InsightDimension, "reason" | "group">,
  sold: readonly SoldArticle[],
  reasons: readonly ReturnedForReason[],
): Part[] {
  const byArticle = Map.groupBy(reasons, keyOf);
  const sizes = sizesOf(sold);
  // What has no size is told by none.
  const among = by === "size" ? sold.filter((article) => sizes.has(article)) : sold;
  const groups = Map.groupBy(among, (article) => {
    if (by === "size") return `${sizes.get(article) ?? ""}\n${article.title}`;
    return by === "product" ? `${article.title}\n` : `${article[by] ?? ""}\n`;
  });
  return [...groups].map(([key, articles]) => {
    const [name = "", of] = key.split("\n");
    return {
      ...{ name, of: by === "size" ? of : undefined },
      reasons: articles.flatMap((article) => byArticle.get(keyOf(article)) ?? []),
      ...{ bought: sumOf(articles, (each) => each.bought), returned: sumOf(articles, (each) => each.returned) },
      value: articles.reduce((sum, each) => sum + each.value, 0n),
    };
  });
}

/** Of an article as it was bought through one channel. */
function keyOf({ source, sku, channel }: Pick<SoldArticle, "source" | "sku" | "channel">): string {
  return `${source}\n${sku}\n${channel}`;
}

function reasonParts(reasons: readonly ReturnedForReason[]): Part[] {
  return [...Map.groupBy(reasons, ({ reason }) => readReason(reason))].map(([name, rows]) => ({
    ...{ name, bought: 0, returned: sumOf(rows, (row) => row.units), reasons: [] },
    value: rows.reduce((sum, row) => sum + row.value, 0n),
  }));
}

/** For each product what was bought, and for each of its reasons what came back of it. */
function countsOf(
  sold: readonly SoldArticle[],
  reasons: readonly ReturnedForReason[],
): { readonly counts: readonly ReasonCount[]; readonly products: readonly BoughtProduct[] } {
  const byArticle = Map.groupBy(reasons, keyOf);
  const all = [...Map.groupBy(sold, ({ title, category }) => `${title}\n${category}`).values()].map((articles) => {
    const [{ title, category }] = articles as [SoldArticle];
    const product = { product: title, category, bought: sumOf(articles, (each) => each.bought) };
    const own = articles.flatMap((article) => byArticle.get(keyOf(article)) ?? []);
    const counts = [...Map.groupBy(own, ({ reason }) => readReason(reason))].map(([reason, rows]) => ({
      ...{ ...product, reason, returned: sumOf(rows, (row) => row.units) },
      value: rows.reduce((sum, row) => sum + row.value, 0n),
    }));
    return { product, counts };
  });
  return { products: all.map(({ product }) => product), counts: all.flatMap(({ counts }) => counts) };
}

/** The size of each article that has one, as the shop writes it. */
function sizesOf(sold: readonly SoldArticle[]): ReadonlyMap<SoldArticle, string> {
  const sizes = new Map<SoldArticle, string>();
  for (const articles of Map.groupBy(sold, ({ product, title }) => product ?? title).values()) {
    const options = readOptions(articles.map(({ variant }) => variant ?? undefined));
    for (const [index, article] of articles.entries()) {
      const size = options[index]?.sizeName;
      if (size !== undefined) sizes.set(article, size);
    }
  }
  return sizes;
}

function topReasons(reasons: readonly ReturnedForReason[]): { reason: string; units: number }[] {
  return [...Map.groupBy(reasons, ({ reason }) => readReason(reason))]
    .map(([reason, rows]) => ({ reason, units: sumOf(rows, (row) => row.units) }))
    .filter(({ reason }) => reason !== "")
    .toSorted((one, other) => other.units - one.units)
    .slice(0, 3);
}

function sumOf<Row>(rows: readonly Row[], count: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + count(row), 0);
}
