import type { BasketLog } from "@aftercare/learn";

/** What is known, and what was then bought, which no method sees. Items and shoppers are numbers of the log. */
export interface BasketTask {
  /** One line on where the rows come from and how they were divided. */
  readonly protocol: string;
  /** Baskets by shopper and day (or by order, where a file has only the order of baskets). */
  readonly log: BasketLog;
  /** The day asked on; undefined where the log has no days. */
  readonly now: number | undefined;
  /** The next basket of each shopper asked about, with its day where days are known. */
  readonly next: readonly { readonly shopper: number; readonly bought: readonly number[]; readonly day?: number }[];
  /** Single orders, for what stands together, and later ones of at least three items: from the first to the others. */
  readonly orders: BasketLog;
  readonly companions: readonly { readonly item: number; readonly others: readonly number[] }[];
  /** Days from the cut to the end of the file: the horizon of the question when shoppers come back. */
  readonly followUpDays: number | undefined;
}

/** Throws where a task asks nothing, so that no figure is a mean of nothing. */
export function requireQuestions(task: BasketTask): BasketTask {
  if (task.next.length === 0)
    throw new Error("no shopper has two earlier baskets and a later one: choose another cut, or a longer file");
  return task;
}
