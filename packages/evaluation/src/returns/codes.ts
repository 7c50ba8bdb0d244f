/** Ids of two columns as one. */
export function pairs(a: readonly string[], b: readonly string[]): string[] {
  return a.map((each, i) => `${each}\n${b[i]}`);
}

/** Whole numbers from 0 in place of ids, in the order of their first appearance. */
export function coded(ids: readonly string[]): Int32Array {
  const codes = new Map<string, number>();
  return Int32Array.from(ids, (id) => {
    const code = codes.get(id) ?? codes.size;
    codes.set(id, code);
    return code;
  });
}

/** How often each row's id stands in the column. */
export function counted(ids: readonly string[]): number[] {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return ids.map((id) => counts.get(id)!);
}

/** Amounts as names of bins that hold about equally many of them. */
export function binned(values: Float64Array, bins: number): string[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const edges = [
    ...new Set(Array.from({ length: bins - 1 }, (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / bins)]!)),
  ];
  return Array.from(values, (value) =>
    Number.isNaN(value) ? "missing" : String(edges.filter((edge) => value > edge).length),
  );
}

/** Lines of one order together, by position. */
export function ordersOf(order: readonly string[]): number[][] {
  return [...Map.groupBy(order.keys(), (i) => order[i]!).values()];
}
