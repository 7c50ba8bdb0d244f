/** A number that a model may look at, made from what was known at the moment it decided about. */
export interface Feature<Seen> {
  /** Stands in cards, logs and the catalogue (`reasons.features.<name>`); a change of meaning is a new name. */
  readonly name: string;
  /** In natural units (days, counts, 0..1), as people read it. Finite; what has no value yet needs an indicator beside it. */
  value(seen: Seen): number;
  /** How the model takes it: `log` is ln(1 + value), for counts and days, whose first steps matter most. */
  readonly scale: "plain" | "log";
  /** Which reason it belongs to (`reasons.<reason>.raises` and `.lowers`); several features may share one. */
  readonly reason: string;
}

/** What the model takes, in the order of the features. `values` are natural units in the same order. */
export function modelInput(features: readonly Pick<Feature<never>, "scale">[], values: readonly number[]): number[] {
  return features.map(({ scale }, j) => (scale === "log" ? Math.log1p(values[j] ?? 0) : (values[j] ?? 0)));
}
