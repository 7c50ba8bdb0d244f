import { hashToUnit } from "../random/index.ts";
import { type Evidence, evidenceFor, fitEvidence, type LabelledTexts } from "./evidence.ts";

/** Evidence about a training message from a model that was not fitted on it. */
export interface HeldOut {
  readonly evidence: Evidence;
  /** Place of its intent among those that the model knew, or why it has none: its intent was left out, or it belongs to none. */
  readonly truth: number | "left out" | "outside";
}

const FOLDS = 5;

/**
 * Cross-validation over messages and intents at once: the model of each fold sees neither the fold's messages nor one fifth of the
 * intents. What it says about messages of those intents shows how messages of no intent look, without an example of any.
 */
export function outOfFold({ texts, labels, names }: LabelledTexts): HeldOut[] {
  const folds = foldsOf(texts, labels);
  const heldOut: HeldOut[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const seen = (i: number) => folds[i] !== fold && (labels[i]! >= names.length || labels[i]! % FOLDS !== fold);
    const rows = texts.map((_, i) => i).filter(seen);
    const kept = [...new Set(rows.map((i) => labels[i]!))].filter((k) => k < names.length).sort((a, b) => a - b);
    if (kept.length === 0) continue;
    const place = new Map(kept.map((k, at) => [k, at]));
    const model = fitEvidence({
      texts: rows.map((i) => texts[i]!),
      labels: rows.map((i) => place.get(labels[i]!) ?? kept.length),
      names: kept.map((k) => names[k]!),
    });
    for (const [i, text] of texts.entries()) {
      if (folds[i] !== fold) continue;
      const outside = labels[i]! >= names.length;
      heldOut.push({
        evidence: evidenceFor(model, text),
        truth: outside ? "outside" : (place.get(labels[i]!) ?? "left out"),
      });
    }
  }
  return heldOut;
}

/** Each class spread evenly over the folds, in an order that depends on the texts alone. */
function foldsOf(texts: readonly string[], labels: readonly number[]): number[] {
  const places = texts.map((text) => hashToUnit(text));
  const order = texts.map((_, i) => i).sort((a, b) => places[a]! - places[b]! || labels[a]! - labels[b]!);
  const seen = new Map<number, number>();
  const folds = new Array<number>(texts.length);
  for (const i of order) {
    const count = seen.get(labels[i]!) ?? 0;
    seen.set(labels[i]!, count + 1);
    folds[i] = (count + labels[i]!) % FOLDS;
  }
  return folds;
}
