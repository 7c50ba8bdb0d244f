import { halfWidths, type Judged } from "./judge-candidate.ts";
import { probabilityBest } from "./probability-best.ts";

/**
 * How likely each action is to be the best one to give everybody, by how far a candidate is ahead of it: it has to be proven against the
 * best of them, whichever that is, so that a trial gives those most that may well be it. Differences from one candidate hang together;
 * taken to be independent here, they keep some doubt alive for longer, which costs a trial little.
 * @returns by action; undefined where the log tells nothing about any
 */
export function rivalShares(judged: Judged, actions: readonly string[]): number[] | undefined {
  if (judged.kind === "refused" || judged.againstConstants.length === 0) return undefined;
  const { againstConstants, coverage = 0.95 } = judged;
  const shares = probabilityBest(
    againstConstants.map(({ estimate }) => -estimate),
    againstConstants.map(({ estimate, lower }) => (estimate - lower) / halfWidths[coverage]),
  );
  return actions.map((id) => shares[againstConstants.findIndex(({ action }) => action === id)] ?? 0);
}
