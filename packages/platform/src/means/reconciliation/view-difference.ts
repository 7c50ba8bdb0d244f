import { sql } from "kysely";
import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { DifferenceAbout } from "./difference-kind.schema.ts";
import type { searchDifferences } from "./reconciliation.contract.ts";
import type { Difference } from "./reconciliation-tables.ts";

type View = z.output<typeof searchDifferences.output>["items"][number];
type Row = Difference & { readonly order_number: string | null };

/** Differences as they are shown, by a condition over `d`, latest first. */
export async function readDifferences(
  { db }: DatabaseTx,
  condition: ReturnType<typeof sql>,
  limit: number,
): Promise<{ readonly row: Row; readonly view: View }[]> {
  const { rows } = await sql<Row>`
    select d.*, o.key as order_number
    from reconciliation_differences d left join orders o on o.id = d.order_id
    where ${condition} order by d.found_at desc, d.id desc limit ${limit}`.execute(db);
  return rows.map((row) => ({ row, view: viewOf(row) }));
}

function viewOf(row: Row): View {
  const { refundId, returnId, line, sku, account, provider, reference, elsewise } = DifferenceAbout.parse(row.about);
  return {
    ...{ differenceId: row.id as Id<"dif">, kind: row.kind, state: stateOf(row), ours: row.ours, theirs: row.theirs },
    ...(row.currency !== null && { currency: row.currency }),
    ...(row.order_id !== null && { orderId: row.order_id as Id<"ord"> }),
    ...(row.order_number !== null && { orderNumber: row.order_number }),
    ...(row.shopper_id !== null && { shopperId: row.shopper_id as Id<"shp"> }),
    ...(refundId !== undefined && { refundId: refundId as Id<"rfd"> }),
    ...(returnId !== undefined && { returnId: returnId as Id<"ret"> }),
    ...(line !== undefined && { line }),
    ...(sku !== undefined && { sku }),
    ...(account !== undefined && { account }),
    ...(provider !== undefined && { provider }),
    ...(reference !== undefined && { reference }),
    ...(elsewise !== undefined && { elsewise }),
    ...{ foundAt: row.found_at, seenAt: row.seen_at },
    ...(row.gone_at !== null && { goneAt: row.gone_at }),
    ...(row.explanation !== null && { explanation: row.explanation }),
    ...(row.explained_at !== null && { explainedAt: row.explained_at }),
    ...(row.explained_at !== null && row.explained_by !== null && { explainedBy: row.explained_by }),
  };
}

/** The same rule as `isIn`. */
function stateOf({ gone_at, explained_at }: Difference): View["state"] {
  if (gone_at !== null) return "gone";
  return explained_at === null ? "open" : "explained";
}

/** Which differences `d` are in a state. */
export const isIn = {
  open: sql`d.gone_at is null and d.explained_at is null`,
  explained: sql`d.gone_at is null and d.explained_at is not null`,
  gone: sql`d.gone_at is not null`,
} as const satisfies Record<View["state"], unknown>;
