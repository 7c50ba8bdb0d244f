import { paidForUnits } from "../../foundation/money/index.ts";
import { notFound, problemKind } from "../../foundation/problems/index.ts";

/** The units asked for are more than what is left of the line; the parameters say how many of each there are. */
const alreadyReturned = problemKind("already-returned", 409);

/** A line of the purchase as it stands, locked. Amounts in minor units. */
export interface PurchasedLine {
  readonly line: number;
  readonly sku: string;
  readonly title: string | null;
  readonly category: string | null;
  readonly quantity: number;
  readonly returned_quantity: number;
  readonly paid: bigint;
}

interface WantedUnits {
  readonly line: number;
  readonly quantity: number;
  readonly reason?: string | undefined;
}

export interface TakenUnits {
  readonly purchased: PurchasedLine;
  readonly quantity: number;
  readonly reason: string | undefined;
  readonly amount: bigint;
}

/**
 * Takes the wanted units from the lines of a purchase, each worth its own share of what was paid: the shares of all units of
 * a line add up to what was paid for it, in however many returns they come back. A line may be named twice, with two reasons.
 * @throws already-returned (409), not-found (404) for a line that the purchase does not have
 */
export function takeUnits(lines: readonly PurchasedLine[], wanted: readonly WantedUnits[]): TakenUnits[] {
  const byNumber = new Map(lines.map((line) => [line.line, line]));
  const returned = new Map(lines.map((line) => [line.line, line.returned_quantity]));
  return wanted.map(({ line, quantity, reason }, index) => {
    const purchased = byNumber.get(line);
    if (!purchased) throw notFound({ field: `lines/${index}/line` });
    const before = returned.get(line) ?? 0;
    const left = purchased.quantity - before;
    if (quantity > left) {
      // As the line stood before this request, which may name it twice.
      const returned = purchased.returned_quantity;
      const inAll = wanted.reduce((sum, other) => sum + (other.line === line ? other.quantity : 0), 0);
      const counts = { bought: purchased.quantity, returned, left: purchased.quantity - returned, wanted: inAll };
      throw alreadyReturned({
        field: `lines/${index}/quantity`,
        line,
        item: purchased.title ?? purchased.sku,
        ...counts,
      });
    }
    returned.set(line, before + quantity);
    const amount = paidForUnits(purchased.paid, purchased.quantity, before, quantity);
    return { purchased, quantity, reason, amount };
  });
}
