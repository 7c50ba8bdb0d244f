import { givenBack } from "./given-back.ts";

/** What is taken back of one line. */
export interface Picked {
  readonly quantity: number;
  readonly reason: string | undefined;
}

/** Line number → what is taken back of it; a line that is not in it stays with the shopper. */
export type Selection = ReadonlyMap<number, Picked>;

interface Line {
  readonly line: number;
  readonly quantity: number;
  readonly returnedQuantity: number;
  readonly paid: number;
}

export function returnable(line: Line): number {
  return line.quantity - line.returnedQuantity;
}

/** The selection with another quantity of a line, kept between none and what can still be returned. */
export function withQuantity(selection: Selection, line: Line, quantity: number): Selection {
  const changed = new Map(selection);
  const allowed = Math.min(Math.max(quantity, 0), returnable(line));
  if (allowed === 0) changed.delete(line.line);
  else changed.set(line.line, { quantity: allowed, reason: selection.get(line.line)?.reason });
  return changed;
}

export function withReason(selection: Selection, line: number, reason: string | undefined): Selection {
  const picked = selection.get(line);
  return picked === undefined ? selection : new Map(selection).set(line, { ...picked, reason });
}

/** Units and the amount given back for them, in minor units. */
export function sum(selection: Selection, lines: readonly Line[]): { units: number; amount: number } {
  const picked = lines.flatMap((line) => {
    const quantity = selection.get(line.line)?.quantity ?? 0;
    return quantity === 0 ? [] : [{ quantity, amount: givenBack(line, quantity) }];
  });
  return {
    units: picked.reduce((total, { quantity }) => total + quantity, 0),
    amount: picked.reduce((total, { amount }) => total + amount, 0),
  };
}
