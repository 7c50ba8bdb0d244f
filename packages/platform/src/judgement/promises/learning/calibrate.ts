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
  /** Longest duration told apart: what started longer ago and has not ended is lost, and no days could be told that hold it. */
  readonly horizon: number;
}

const level = 0.9;
/** Days of matured starts that decide, and between fits of the lanes' offsets among them. */
const judged = 84;
const between = 28;
/** Journeys that decide, and outcomes that an offset is taken from, at the least. */
const enough = 300;
const leastScores = 50;
/** What is less than a hundredth better is not better: it would come and go with every four weeks. */
const better = 0.99;
/** Rows of other lanes that count beside a lane's own. */
const shrinkage = 200;

/**
 * Chooses the calibrator that would have lost least on the last twelve weeks of starts that are known in full, each told from what was known
 * before alone; none unless another one is clearly better. Known in full is what started a horizon ago: of younger ones only the quick have arrived,
 * and to count the others as late would take those that are lost for slow.
 * @param issued by start.
 */
export function calibrate(issued: readonly Issued[], course: CalibrationCourse): CalibrationVerdict {
  const { asOf, horizon } = course;
  const arrived = issued.filter(({ starts, ends }) => ends - starts <= horizon && ends < asOf);
  const from = asOf - horizon - judged;
  const deciding = arrived.filter(({ starts }) => starts >= from && starts < asOf - horizon);
  if (deciding.length < enough) return { winner: "none" };
  const adaptive = adaptiveOffsets(arrived, asOf);
  const took = deciding.map(({ starts, ends }) => ends - starts);
  const lossOf = (offset: (each: Issued) => number) =>
    pinballLoss(
      deciding.map((each) => each.q90 + offset(each)),
      took,
      level,
    );
  const losses = {
    none: lossOf(() => 0),
    "lane-offsets": lossOf(laneOffsetsInTurn(arrived, from, horizon)),
    adaptive: lossOf((each) => adaptive.atStart(each)),
    journeys: deciding.length,
  };
  if (Math.min(losses.adaptive, losses["lane-offsets"]) >= better * losses.none) return { winner: "none", losses };
  if (losses.adaptive < losses["lane-offsets"]) return { winner: "adaptive", losses, offsets: adaptive.now };
  return { winner: "lane-offsets", losses, offsets: laneOffsets(arrived, asOf, horizon) };
}

/** By how many days nine in ten is moved for a lane. */
export function offsetOf({ offsets }: Pick<CalibrationVerdict, "offsets">, lane: string, service: string): number {
  if (!offsets) return 0;
  return offsets.own[offsets.by === "lane" ? lane : service] ?? offsets.others;
}

/** In each block of four weeks the offsets that were known at its beginning. */
function laneOffsetsInTurn(arrived: readonly Issued[], from: number, horizon: number) {
  const blocks = new Map<number, Offsets>();
  return ({ starts, lane }: Issued): number => {
    const begin = from + Math.floor((starts - from) / between) * between;
    const offsets = blocks.get(begin) ?? laneOffsets(arrived, begin, horizon);
    blocks.set(begin, offsets);
    return offsets.own[lane] ?? offsets.others;
  };
}

/** What the lanes' journeys that are known in full on a day were missed by. */
function laneOffsets(arrived: readonly Issued[], asOf: number, horizon: number): Offsets {
  const known = arrived.filter(({ starts }) => starts < asOf - horizon);
  if (known.length < leastScores) return { by: "lane", own: {}, others: 0 };
  const model = fitGroupedConformal(
    known.map(scoreOf),
    known.map(({ lane }) => lane),
    { level, shrinkage },
  );
  const lanes = new Set(known.map(({ lane }) => lane));
  const own = Object.fromEntries([...lanes].map((lane) => [lane, bounded(groupedConformalQuantile(model, lane))]));
  return { by: "lane", own, others: bounded(model.pooled) };
}

/** Adaptive conformal inference for each service: outcomes count on the day on which they become known. */
function adaptiveOffsets(arrived: readonly Issued[], asOf: number) {
  const states = new Map(arrived.map(({ service }) => [service, startAdaptive({ level, step: 0.005 })]));
  const news = arrived.toSorted((a, b) => a.ends - b.ends);
  const told = new Map<Issued, number>();
  const now = (service: string) => {
    const state = states.get(service)!;
    return state.scores.length < leastScores ? 0 : bounded(adaptiveQuantile(state));
  };
  let heard = 0;
  const hear = (before: number) => {
    for (; heard < news.length && news[heard]!.ends < before; heard++) {
      const each = news[heard]!;
      const state = states.get(each.service)!;
      states.set(each.service, observeAdaptive(state, scoreOf(each), told.get(each) ?? 0));
    }
  };
  for (const each of arrived) {
    hear(each.starts);
    told.set(each, now(each.service));
  }
  hear(asOf);
  const own = Object.fromEntries([...states.keys()].map((service) => [service, now(service)]));
  const offsets: Offsets = { by: "service", own, others: 0 };
  return { atStart: (each: Issued) => told.get(each)!, now: offsets };
}

function scoreOf({ starts, ends, q90 }: Issued): number {
  return ends - starts - q90;
}

/** A week more and three days less at most: what is further off is no matter of calibration. */
function bounded(days: number): number {
  return Math.min(7, Math.max(-3, Math.round(days)));
}
