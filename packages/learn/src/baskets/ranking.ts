/** A fitted method for the next basket. */
export interface BasketRanker {
  readonly name: string;
  /**
   * The `count` likeliest items of the shopper's next basket, best first; fewer where the method knows no more. A shopper without
   * baskets gets what is popular. Throws LearnError naming `shopper` (not in the log) or `count`.
   */
  rank(shopper: number, count: number): Int32Array;
}

/** All items by popularity, and where each stands in that order. */
export interface PopularityOrder {
  readonly order: Int32Array;
  readonly places: Int32Array;
}

/** Most bought first, equal ones by their number, so that a ranking never hangs on the order of the rows. */
export function popularityOrder(popularity: ArrayLike<number>): PopularityOrder {
  const order = Int32Array.from({ length: popularity.length }, (_, item) => item).sort(
    (a, b) => popularity[b]! - popularity[a]! || a - b,
  );
  const places = new Int32Array(order.length);
  for (let place = 0; place < order.length; place++) places[order[place]!] = place;
  return { order, places };
}

/** Keeps the `count` best of the items offered: highest score first, ties by popularity. */
export function bestOf(count: number, { order, places }: PopularityOrder) {
  const items = new Int32Array(count);
  const scores = new Float64Array(count);
  let kept = 0;
  const before = (score: number, item: number, at: number) =>
    score > scores[at]! || (score === scores[at] && places[item]! < places[items[at]!]!);
  return {
    offer(item: number, score: number): void {
      if (kept < count) kept++;
      else if (count === 0 || !before(score, item, count - 1)) return;
      let at = kept - 1;
      for (; at > 0 && before(score, item, at - 1); at--) {
        items[at] = items[at - 1]!;
        scores[at] = scores[at - 1]!;
      }
      items[at] = item;
      scores[at] = score;
    },
    items: (): Int32Array => items.slice(0, kept),
    /** The items kept, followed by the most popular others, without the one named, until there are `count`. */
    filled(without = -1): Int32Array {
      const all = [...items.subarray(0, kept)];
      const held = new Set(all);
      for (const item of order) {
        if (all.length >= count) break;
        if (item !== without && !held.has(item)) all.push(item);
      }
      return Int32Array.from(all);
    },
  };
}
