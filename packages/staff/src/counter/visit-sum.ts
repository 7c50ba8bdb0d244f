import { type Selection, sum } from "./selection.ts";

interface PickedLines {
  readonly order: { readonly currency: string; readonly lines: Parameters<typeof sum>[1] };
  readonly selection: Selection;
}

interface PreviewedOrder {
  readonly currency: string;
  readonly till: number;
  readonly house: number;
}

/** What will be given in each currency, minor units, whoever pays it. */
export function previewSum({ orders }: { readonly orders: readonly PreviewedOrder[] }) {
  const amounts = new Map<string, number>();
  for (const { currency, till, house } of orders) amounts.set(currency, (amounts.get(currency) ?? 0) + till + house);
  return [...amounts].map(([currency, amount]) => ({ currency, amount }));
}

/** What lies on the counter: units, and what they give back in each currency, minor units. */
export function visitSum(picked: Iterable<PickedLines>) {
  let units = 0;
  const amounts = new Map<string, number>();
  for (const { order, selection } of picked) {
    const one = sum(selection, order.lines);
    units += one.units;
    if (one.units > 0) amounts.set(order.currency, (amounts.get(order.currency) ?? 0) + one.amount);
  }
  return { units, amounts: [...amounts].map(([currency, amount]) => ({ currency, amount })) };
}
