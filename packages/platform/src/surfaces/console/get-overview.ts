import type { z } from "zod";
import { readRetailer } from "../../facts/retailer/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { wilson } from "../../judgement/promises/index.ts";
import { getOverview as contract, type OverviewWeek } from "./overview.contract.ts";
import { type Period, readDecisions, readTotals, readWeeks, type WeekRow } from "./overview-queries.ts";

/** A return counts as followed when the shopper bought again within so many days. */
const horizonDays = 60;

/** What the shop looks like week by week, and in all over the same weeks. */
export const getOverview = operation(contract, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock }, { weeks }) {
    const { currency, timeZone, assumedMarginRate } = await readRetailer(tx);
    const asOf = clock.now();
    const period: Period = { weeks, timeZone, currency, asOf, horizonDays };
    const rows = await readWeeks(tx, period);
    const totals = await readTotals(tx, period);
    const decisions = await readDecisions(tx);
    const all = decisions.reduce((sum, each) => sum + each.decisions, 0);
    const units = total(rows, (row) => row.units_sold);
    const matured = total(rows, (row) => row.matured);
    return {
      asOf,
      currency,
      totals: {
        orders: total(rows, (row) => row.orders),
        returns: total(rows, (row) => row.returns),
        shoppers: totals.shoppers,
        sales: rows.reduce((sum, row) => sum + row.sales, 0n),
        // The units of one line come back together, so that lines and not units are the independent observations.
        ...(units > 0 && {
          returnRate: wilson(
            total(rows, (row) => row.came_back) / units,
            total(rows, (row) => row.lines_sold),
          ),
        }),
        ...(matured > 0 && { repurchase: wilson(total(rows, (row) => row.followed) / matured, matured) }),
        returnsOfUnknownOrigin: totals.returns_of_unknown_origin,
      },
      weeks: rows.map(viewWeek),
      decisions: decisions.map((each) => ({ ...each, share: each.decisions / all })),
      assumedMarginRate: Number(assumedMarginRate),
    };
  },
});

function viewWeek(row: WeekRow): z.output<typeof OverviewWeek> {
  return {
    week: row.week,
    orders: row.orders,
    returns: row.returns,
    unitsSold: row.units_sold,
    unitsReturned: row.units_returned,
    ...(row.units_sold > 0 && { returnRate: row.came_back / row.units_sold }),
    // Weeks of which some returns are still young would count those that came back quickly only.
    ...(row.is_mature && row.matured > 0 && { repurchase: wilson(row.followed / row.matured, row.matured) }),
    sales: row.sales,
  };
}

function total(rows: readonly WeekRow[], amount: (row: WeekRow) => number): number {
  return rows.reduce((sum, row) => sum + amount(row), 0);
}
