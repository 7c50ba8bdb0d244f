import { paidForUnits } from "../../foundation/money/index.ts";

/** A line that was bought and can still be returned in part. */
export interface PurchaseLine {
  readonly orderId: string;
  readonly line: number;
  /** The account where the buyer was a guest that was merged into one. */
  readonly shopperId: string;
  readonly sku: string;
  readonly category?: string;
  readonly placedAt: Date;
  readonly currency: string;
  readonly quantity: number;
  readonly returned: number;
  /** What was paid for the whole line, minor units. */
  readonly paid: bigint;
}

/** What is looked for: a quantity of one stock code, bought by a shopper before an instant, or in a named order. */
export interface ReturnedGoods {
  readonly shopperId: string;
  readonly sku: string;
  readonly currency: string;
  readonly at: Date;
  readonly quantity: number;
  readonly orderId?: string;
  /** Of the named order: this line alone. */
  readonly line?: number;
}

/** Part of a returned quantity, with the purchase it undoes; without one it is of unknown origin. */
export interface MatchedPart {
  readonly quantity: number;
  readonly purchase?: PurchaseLine;
  /** The units' own share of what was paid, minor units; 0 where the origin is unknown. */
  readonly share: bigint;
}

/**
 * The purchases that a set of returns can undo, with the quantity that is left of each. The latest purchase comes first,
 * and each quantity can be taken once.
 */
export class OpenPurchases {
  readonly #lines = new Map<string, OpenLine[]>();
  readonly #orders = new Map<string, OpenLine[]>();

  constructor(purchases: readonly PurchaseLine[]) {
    for (const purchase of purchases.toSorted(latestFirst)) {
      const open = { purchase, returned: purchase.returned };
      addTo(this.#lines, `${purchase.shopperId} ${purchase.sku}`, open);
      addTo(this.#orders, `${purchase.orderId} ${purchase.sku}`, open);
    }
  }

  /** How much of what is looked for is left. */
  available(goods: ReturnedGoods): number {
    return this.#candidates(goods).reduce((sum, { purchase, returned }) => sum + purchase.quantity - returned, 0);
  }

  /**
   * Takes the quantity from the latest purchase on, over several where one is not enough. A purchase at the very instant
   * of the return counts: tills and exports know minutes, and goods were bought before they came back.
   * @returns parts that sum to the quantity; the last is without a purchase when not everything could be matched
   */
  take(goods: ReturnedGoods): MatchedPart[] {
    const parts: MatchedPart[] = [];
    let wanted = goods.quantity;
    for (const open of this.#candidates(goods)) {
      if (wanted === 0) break;
      const { purchase, returned } = open;
      const quantity = Math.min(wanted, purchase.quantity - returned);
      parts.push({ quantity, purchase, share: paidForUnits(purchase.paid, purchase.quantity, returned, quantity) });
      open.returned += quantity;
      wanted -= quantity;
    }
    if (wanted > 0) parts.push({ quantity: wanted, share: 0n });
    return parts;
  }

  /** What was taken of each purchase line. */
  taken(): { readonly orderId: string; readonly line: number; readonly quantity: number }[] {
    return [...this.#lines.values()].flat().flatMap(({ purchase, returned }) => {
      const quantity = returned - purchase.returned;
      return quantity > 0 ? [{ orderId: purchase.orderId, line: purchase.line, quantity }] : [];
    });
  }

  #candidates({ shopperId, sku, currency, at, orderId, line }: ReturnedGoods): OpenLine[] {
    const lines = orderId ? this.#orders.get(`${orderId} ${sku}`) : this.#lines.get(`${shopperId} ${sku}`);
    return (lines ?? []).filter(
      ({ purchase, returned }) =>
        returned < purchase.quantity &&
        purchase.currency === currency &&
        (line === undefined || purchase.line === line) &&
        (orderId !== undefined || purchase.placedAt <= at),
    );
  }
}

interface OpenLine {
  readonly purchase: PurchaseLine;
  returned: number;
}

/** Among purchases of one instant the one recorded last comes first: identifiers grow in the order of recording. */
function latestFirst(a: PurchaseLine, b: PurchaseLine): number {
  return (
    b.placedAt.getTime() - a.placedAt.getTime() ||
    (a.orderId < b.orderId ? 1 : a.orderId > b.orderId ? -1 : b.line - a.line)
  );
}

function addTo(map: Map<string, OpenLine[]>, key: string, line: OpenLine): void {
  const lines = map.get(key);
  if (lines) lines.push(line);
  else map.set(key, [line]);
}
