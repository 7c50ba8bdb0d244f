import type { BasketLog } from "./basket-log.ts";

/** The items of one basket, a view on the log's own memory. */
export function basketLines(log: BasketLog, basket: number): Int32Array {
  return log.lines.subarray(log.lineStarts[basket], log.lineStarts[basket + 1]);
}
