import { numberColumn, readTable } from "@aftercare/evaluation/tables";
import type { LoggedDecisions, Matrix } from "@aftercare/learn";
import { dataFile } from "./data-file.ts";

/** Logged recommendations: which item was shown at which of three positions, with what probability, and whether it was clicked. */
export interface OpenBanditLog extends LoggedDecisions {
  /** 0 to 2. */
  readonly position: Uint8Array;
}

/** Items that the men's campaign shows. */
export const openBanditItems = 34;

/** The men's log of one logging policy. */
export function readOpenBandit(policy: "random" | "bts"): OpenBanditLog {
  return openBanditLog(dataFile(`obd_men_${policy}.csv.gz`));
}

/** Any file with the Open Bandit columns `item_id`, `position` (1 to 3), `click` and `propensity_score`. */
function openBanditLog(path: string): OpenBanditLog {
  const table = readTable(path);
  return {
    action: Uint16Array.from(numberColumn(table, "item_id")),
    reward: numberColumn(table, "click"),
    propensity: numberColumn(table, "propensity_score"),
    position: Uint8Array.from(numberColumn(table, "position"), (position) => position - 1),
  };
}

/** How often each item was shown at each position: positions × items, each row summing to 1. */
export function shownShares(log: OpenBanditLog): Matrix {
  const values = new Float64Array(3 * openBanditItems);
  const totals = [0, 0, 0];
  for (const [i, position] of log.position.entries()) {
    values[position * openBanditItems + log.action[i]!]! += 1;
    totals[position]! += 1;
  }
  return {
    rows: 3,
    columns: openBanditItems,
    values: values.map((count, place) => count / totals[Math.floor(place / openBanditItems)]!),
  };
}

/** A policy that depends on the position alone, for each row of a log. */
export function byPosition(log: OpenBanditLog, shares: Matrix): Matrix {
  const values = new Float64Array(log.position.length * shares.columns);
  for (const [i, position] of log.position.entries()) {
    values.set(shares.values.subarray(position * shares.columns, (position + 1) * shares.columns), i * shares.columns);
  }
  return { rows: log.position.length, columns: shares.columns, values };
}
