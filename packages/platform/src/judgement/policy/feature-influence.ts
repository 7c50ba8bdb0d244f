import { armLogOdds } from "@aftercare/learn";
import type { LoggedRow } from "./logged-row.ts";
import type { ProgramModel } from "./program-model.ts";

/** How much a feature changes what the incentives do. */
export interface FeatureInfluence {
  readonly feature: string;
  /** By how much the chance that an incentive adds would differ, on average, if the feature stood at its mean; 0..1. */
  readonly weight: number;
}

/** Enough for two digits. */
const sample = 1_000;

/** What a model looks at, by how much it matters for whom to give what; strongest first. */
export function featureInfluence(rows: readonly LoggedRow[], { features, effects }: ProgramModel): FeatureInfluence[] {
  const step = Math.max(1, Math.floor(rows.length / sample));
  const some = rows.filter((_, i) => i % step === 0);
  const means = features.map((_, j) => some.reduce((sum, { input }) => sum + input[j]!, 0) / Math.max(1, some.length));
  const added = (input: readonly number[], base: number) => {
    const [none, ...others] = armLogOdds(effects, input, base).map((logOdds) => 1 / (1 + Math.exp(-logOdds)));
    return others.map((each) => each - none!);
  };
  const influence = features.map((feature, j) => {
    const changes = some.flatMap(({ input, base }) => {
      const levelled = added(input.with(j, means[j]!), base);
      return added(input, base).map((each, arm) => Math.abs(each - levelled[arm]!));
    });
    return { feature, weight: changes.reduce((sum, each) => sum + each, 0) / Math.max(1, changes.length) };
  });
  return influence.sort((a, b) => b.weight - a.weight);
}
