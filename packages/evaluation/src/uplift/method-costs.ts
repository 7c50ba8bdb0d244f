import type { Cost } from "../measured.ts";

/** Collects what the fits of each method took. */
export interface MethodCosts {
  add(method: string, cost: Cost): void;
  /** Seconds of one fit and of predicting the rows asked about with it: means over folds and repeats. */
  of(method: string): Cost;
}

export function methodCosts(): MethodCosts {
  const all = new Map<string, Cost[]>();
  return {
    add(method, cost) {
      const before = all.get(method);
      if (before) before.push(cost);
      else all.set(method, [cost]);
    },
    of(method) {
      const costs = all.get(method) ?? [];
      const mean = (pick: (cost: Cost) => number) =>
        costs.reduce((sum, cost) => sum + pick(cost), 0) / Math.max(1, costs.length);
      return {
        fit_seconds: mean((cost) => cost.fit_seconds),
        predict_seconds: mean((cost) => cost.predict_seconds),
        peak_mb: costs.reduce((most, cost) => Math.max(most, cost.peak_mb), 0),
      };
    },
  };
}
