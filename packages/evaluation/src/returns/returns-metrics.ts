import { aucWithInterval, brier, calibrationByDecile, seededRandom } from "@aftercare/learn";
import { type Metric, type Metrics, meanMetric } from "../task-result.ts";
import { averagePrecision } from "./average-precision.ts";

const resamples = 100;

/** How well probabilities tell outcomes; ranking figures only where both outcomes are there. */
export function returnsMetrics(told: Float64Array, labels: Float64Array, seed: string): Metrics {
  const returned = labels.reduce((sum, each) => sum + each, 0);
  const found: Record<string, Metric> = {};
  if (returned > 0 && returned < labels.length) {
    const area = aucWithInterval(told, labels);
    found.auc = { mean: area.auc, ...(Number.isFinite(area.standardError) ? { se: area.standardError } : {}) };
    found.ap = { mean: averagePrecision(told, labels), se: precisionError(told, labels, seed) };
  }
  const misses = meanMetric(told.map((each, k) => (each - labels[k]!) ** 2));
  found.brier = { ...misses, mean: brier(told, labels) };
  found.ece = { mean: calibrationByDecile(told, labels).expectedCalibrationError };
  return found;
}

/** Bootstrap over rows. */
function precisionError(told: Float64Array, labels: Float64Array, seed: string): number {
  const random = seededRandom(`ap ${seed}`);
  const n = told.length;
  const falling = Array.from(told, (_, i) => i).sort((a, b) => told[b]! - told[a]!);
  const [scores, outcomes] = [
    Float64Array.from(falling, (i) => told[i]!),
    Float64Array.from(falling, (i) => labels[i]!),
  ];
  const found: number[] = [];
  for (let k = 0; k < resamples; k++) {
    const counts = new Uint32Array(n);
    for (let i = 0; i < n; i++) counts[random.int(n)]!++;
    const area = averagePrecision(scores, outcomes, counts);
    if (Number.isFinite(area)) found.push(area);
  }
  return meanMetric(found).se! * Math.sqrt(found.length);
}
