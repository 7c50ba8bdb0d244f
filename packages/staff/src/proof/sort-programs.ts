import type { Worth } from "./measured.ts";

type Row = Worth["programs"][number];

/** By what the programs can be ordered; the first where nothing is asked for. */
export const orders = ["total", "per-decision", "spent", "per-spent", "since"] as const;
export type Order = (typeof orders)[number];

const keys: Readonly<Record<Order, (row: Row) => number | undefined>> = {
  total: ({ measured }) => measured.figures.margin.effect?.total.value,
  "per-decision": ({ measured }) => measured.figures.margin.effect?.perDecision.value,
  spent: ({ spent }) => spent,
  "per-spent": ({ perSpent }) => perSpent?.value,
  since: ({ since }) => (since === undefined ? undefined : -Date.parse(since)),
};

/** Largest first, the longest running first for `since`; of whom nothing is known comes last. */
export function sortPrograms(rows: readonly Row[], order: Order): Row[] {
  const key = (row: Row) => keys[order](row) ?? Number.NEGATIVE_INFINITY;
  return rows.toSorted((a, b) => (key(a) === key(b) ? 0 : key(b) - key(a)));
}
