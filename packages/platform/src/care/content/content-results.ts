import { sql } from "kysely";
import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { wilson } from "../../judgement/promises/index.ts";
import type { listContent } from "./content.contract.ts";

export type Results = z.output<typeof listContent.output>["items"][number]["results"];

interface Row {
  contentId: string;
  sent: number;
  opened: number;
  found: number;
  helpAsked: number;
  openedUnits: number;
  openedReturned: number;
  unopenedUnits: number;
  unopenedReturned: number;
}

const nothing: Results = {
  ...{ sent: 0, opened: 0, found: 0, helpAsked: 0 },
  cameBack: { opened: { units: 0, returned: 0 }, unopened: { units: 0, returned: 0 } },
};

/** What came of each of these items; every one has an entry. */
export async function readResults(tx: DatabaseTx, contentIds: readonly string[]): Promise<Map<string, Results>> {
  const { rows } = await sql<Row>`
    select o.content_id as "contentId",
      count(*) filter (where sent_at is not null)::int as sent,
      count(*) filter (where sent_at is not null and opens > 0)::int as opened,
      count(*) filter (where sent_at is null and opens > 0)::int as found,
      count(*) filter (where help_asked_at is not null)::int as "helpAsked",
      coalesce(sum(l.units) filter (where sent_at is not null and opens > 0), 0)::int as "openedUnits",
      coalesce(sum(l.returned) filter (where sent_at is not null and opens > 0), 0)::int as "openedReturned",
      coalesce(sum(l.units) filter (where sent_at is not null and opens = 0), 0)::int as "unopenedUnits",
      coalesce(sum(l.returned) filter (where sent_at is not null and opens = 0), 0)::int as "unopenedReturned"
    from order_contents o
    cross join lateral (
      select sum(quantity) as units, sum(returned_quantity - cancelled_quantity) as returned from order_lines
      where shopper_id = o.shopper_id and order_id = o.order_id and line = any(o.lines)
    ) l
    where o.content_id = any(${[...contentIds]}::uuid[])
    group by o.content_id`.execute(tx.db);
  const known = new Map(rows.map((row) => [row.contentId, resultsOf(row)]));
  return new Map(contentIds.map((id) => [id, known.get(id) ?? nothing]));
}

function resultsOf({ sent, opened, found, helpAsked, ...units }: Row): Results {
  return {
    ...{ sent, opened, found, helpAsked },
    ...(sent > 0 && { openedShare: wilson(opened / sent, sent) }),
    cameBack: {
      opened: { units: units.openedUnits, returned: units.openedReturned },
      unopened: { units: units.unopenedUnits, returned: units.unopenedReturned },
    },
  };
}
