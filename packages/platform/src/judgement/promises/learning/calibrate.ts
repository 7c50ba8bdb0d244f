import {
  adaptiveQuantile,
  fitGroupedConformal,
  groupedConformalQuantile,
  observeAdaptive,
  pinballLoss,
  startAdaptive,
} from "@aftercare/learn";

/** How what is told is corrected: not at all, by lane, or by service as outcomes come in. */
export type Calibrator = "none" | "lane-offsets" | "adaptive";

/** What was told of one journey, and what came of it. */
export interface Issued {
  readonly starts: number;
  /** Day of its end; NaN where it has none yet. */
  readonly ends: number;
  readonly lane: string;
  readonly service: string;
  /** Days within which nine in ten were told to arrive. */
  readonly q90: number;
}

/** By how many days nine in ten is moved: for a lane or a service of its own, and for all others. */
export interface Offsets {
  readonly by: "lane" | "service";
  readonly own: Readonly<Record<string, number>>;
  readonly others: number;
}

export interface CalibrationVerdict {
  readonly winner: Calibrator;
  /** Mean pinball losses at nine in ten on the journeys that decided, in days; absent where they were too few. */
  readonly losses?: Readonly<Record<Calibrator, number>> & { readonly journeys: number };
  /** Absent where nothing is moved. */
  readonly offsets?: Offsets;
}

/** How a decision is made. */
export interface CalibrationCourse {
  /** Day whose events are not known yet. */
  readonly asOf: number;
  /** Days after which nearly all have ended. */
  readonly maturity: number;
  /** Longest duration told apart; what has not ended counts as one day more. */
  readonly horizon: number;
}

const level = 0.9;
/** Days of matured starts that decide, and between fits of the lanes' offsets among them. */
const judged = 84;
const between = 28;
/** Journeys that decide, and outcomes that an offset is taken from, at the least. */
const enough = 300;
const leastScores = 50;
/** Rows of other lanes that count beside a lane's own. */
const shrinkage = 200;

/**
 * Chooses the calibrator that would have lost least on the last twelve weeks of starts that are nearly all known, each told from what was
 * known before alone; none unless another one is better. Journeys under way count as slower than all others, since those that are delivered
 * so far are the quick ones.
 * @param issued by start.
 */
export function calibrate(issued: readonly Issued[], course: CalibrationCourse): CalibrationVerdict {
  const matured = course.asOf - course.maturity;
  const deciding = issued.filter(({ starts }) => starts >= matured - judged && starts < matured);
  if (deciding.length < enough) return { winner: "none" };
  const adaptive = adaptiveOffsets(issued, course);
  const took = deciding.map((each) => tookAsOf(each, course.asOf, course.horizon));
  const lossOf = (offset: (each: Issued) => number) =>
    pinballLoss(
      deciding.map((each) => each.q90 + offset(each)),
      took,
      level,
    );
  const losses = {
    none: lossOf(() => 0),
    "lane-offsets": lossOf(laneOffsetsInTurn(issued, matured - judged, course)),
    adaptive: lossOf((each) => adaptive.atStart(each)),
    journeys: deciding.length,
  };
  if (losses.adaptive < losses.none && losses.adaptive <= losses["lane-offsets"])
    return { winner: "adaptive", losses, offsets: adaptive.now };
  if (losses["lane-offsets"] < losses.none)
    return { winner: "lane-offsets", losses, offsets: laneOffsets(issued, course.asOf, course) };
  return { winner: "none", losses };
}

/** By how many days nine in ten is moved for a lane. */
export function offsetOf({ offsets }: Pick<CalibrationVerdict, "offsets">, lane: string, service: string): number {
  if (!offsets) return 0;
  return offsets.own[offsets.by === "lane" ? lane : service] ?? offsets.others;
}

/** In each block of four weeks the offsets that were known at its beginning. */
function laneOffsetsInTurn(issued: readonly Issued[], from: number, course: CalibrationCourse) {
  const blocks = new Map<number, Offsets>();
  return ({ starts, lane }: Issued): number => {
    const begin = from + Math.floor((starts - from) / between) * between;
    const offsets = blocks.get(begin) ?? laneOffsets(issued, begin, course);
    blocks.set(begin, offsets);
    return offsets.own[lane] ?? offsets.others;
  };
}

/** What the lanes' journeys that are nearly all known on a day were missed by. */
function laneOffsets(issued: readonly Issued[], asOf: number, { maturity, horizon }: CalibrationCourse): Offsets {
  const known = issued.filter(({ starts }) => starts < asOf - maturity);
  if (known.length < leastScores) return { by: "lane", own: {}, others: 0 };
  const model = fitGroupedConformal(
    known.map((each) => tookAsOf(each, asOf, horizon) - each.q90),
    known.map(({ lane }) => lane),
    { level, shrinkage },
  );
  const lanes = new Set(known.map(({ lane }) => lane));
  const own = Object.fromEntries([...lanes].map((lane) => [lane, bounded(groupedConformalQuantile(model, lane))]));
  return { by: "lane", own, others: bounded(model.pooled) };
}

/** Adaptive conformal inference for each service: outcomes count on the day on which they become known. */
function adaptiveOffsets(issued: readonly Issued[], { asOf, horizon }: CalibrationCourse) {
  const states = new Map(issued.map(({ service }) => [service, startAdaptive({ level, step: 0.005 })]));
  const news = issued
    .map((each, place) => ({ place, each, on: Number.isNaN(each.ends) ? each.starts + horizon : each.ends }))
    .filter(({ on }) => on < asOf)
    .sort((a, b) => a.on - b.on);
  const told = new Map<Issued, number>();
  const now = (service: string) => {
    const state = states.get(service)!;
    return state.scores.length < leastScores ? 0 : bounded(adaptiveQuantile(state));
  };
  let heard = 0;
  const hear = (before: number) => {
    for (; heard < news.length && news[heard]!.on < before; heard++) {
      const { each } = news[heard]!;
      const score = tookAsOf(each, asOf, horizon) - each.q90;
      states.set(each.service, observeAdaptive(states.get(each.service)!, score, told.get(each) ?? 0));
    }
  };
  for (const each of issued) {
    hear(each.starts);
    told.set(each, now(each.service));
  }
  hear(asOf);
  const own = Object.fromEntries([...states.keys()].map((service) => [service, now(service)]));
  const offsets: Offsets = { by: "service", own, others: 0 };
  return { atStart: (each: Issued) => told.get(each)!, now: offsets };
}

function tookAsOf({ starts, ends }: Issued, asOf: number, horizon: number): number {
  return ends < asOf ? Math.min(ends - starts, horizon + 1) : horizon + 1;
}

/** A week more and three days less at most: what is further off is no matter of calibration. */
function bounded(days: number): number {
  return Math.min(7, Math.max(-3, Math.round(days)));
}
