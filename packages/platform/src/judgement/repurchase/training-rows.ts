import { walkProfiles } from "../../facts/profiles/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { modelInput, type TrainingRow } from "../learning/index.ts";
import { repurchaseFeatures } from "./features.ts";
import { seeReturn } from "./seen-return.ts";

/**
 * "Will this shopper buy again within the horizon of a return?": one row for each return of a shopper with an earlier
 * purchase whose horizon is over, in the order in which they happened. The features are those of the return's moment; a
 * return whose horizon still runs is left out even where the shopper has already bought again, because keeping only
 * those would teach that everybody does.
 */
export async function repurchaseRows(
  tx: DatabaseTx,
  { now, horizonMs, onVisit }: { now: Date; horizonMs: number; onVisit?: () => void },
): Promise<TrainingRow[]> {
  const rows: TrainingRow[] = [];
  for await (const { personId, event, before, after, nextOrderAt } of walkProfiles(tx)) {
    onVisit?.();
    const end = event.at.getTime() + horizonMs;
    if (before.orders === 0 || end > now.getTime()) continue;
    const seen = seeReturn(event, before, after);
    rows.push({
      at: event.at,
      group: personId,
      input: modelInput(
        repurchaseFeatures,
        repurchaseFeatures.map((each) => each.value(seen)),
      ),
      outcome: nextOrderAt && nextOrderAt.getTime() <= end ? 1 : 0,
      baseline: before.orders,
    });
  }
  // Ties by what was seen and not by id, so that the same history imported anew teaches the same.
  return rows.sort((a, b) => a.at.getTime() - b.at.getTime() || compare(a.input, b.input));
}

function compare(a: readonly number[], b: readonly number[]): number {
  const first = a.findIndex((value, j) => value !== b[j]);
  return first < 0 ? 0 : (a[first] ?? 0) - (b[first] ?? 0);
}
