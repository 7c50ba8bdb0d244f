import { basketLines } from "./basket-lines.ts";
import type { BasketLog } from "./basket-log.ts";
import { requireDays } from "./purchase-days.ts";

/** A log as it stood earlier, and which basket of the full log each shopper bought next. */
export interface EarlierLog {
  readonly log: BasketLog;
  /** For each shopper the basket of the full log that came next, or −1 where there is none or nothing came before it. */
  readonly next: Int32Array;
}

/** What was known before `day`: baskets of that day and later are left out. Throws LearnError naming `log` where it has no days. */
export function logBefore(log: BasketLog, day: number): EarlierLog {
  const days = requireDays(log);
  return earlier(log, (first, end) => {
    let kept = first;
    while (kept < end && days[kept]! < day) kept++;
    return kept;
  });
}

/** What was known before the last basket of every shopper who has two or more; those with one keep it. Needs no days. */
export function logWithoutLast(log: BasketLog): EarlierLog {
  return earlier(log, (first, end) => (end - first >= 2 ? end - 1 : end));
}

function earlier(log: BasketLog, keep: (first: number, end: number) => number): EarlierLog {
  const next = new Int32Array(log.shoppers).fill(-1);
  const basketStarts = new Int32Array(log.shoppers + 1);
  const lineStarts = [0];
  const lines = new Int32Array(log.lines.length);
  const days: number[] = [];
  let line = 0;
  for (let shopper = 0; shopper < log.shoppers; shopper++) {
    const first = log.basketStarts[shopper]!;
    const end = log.basketStarts[shopper + 1]!;
    const kept = keep(first, end);
    if (kept > first && kept < end) next[shopper] = kept;
    for (let basket = first; basket < kept; basket++) {
      const bought = basketLines(log, basket);
      lines.set(bought, line);
      line += bought.length;
      lineStarts.push(line);
      if (log.days) days.push(log.days[basket]!);
    }
    basketStarts[shopper + 1] = lineStarts.length - 1;
  }
  return {
    next,
    log: {
      shoppers: log.shoppers,
      items: log.items,
      basketStarts,
      lineStarts: Int32Array.from(lineStarts),
      lines: lines.slice(0, line),
      days: log.days && Float64Array.from(days),
    },
  };
}
