/**
 * How business time runs against the machine's: plain data, so that processes which share it agree on every instant. Instants and
 * spans are milliseconds of real time.
 */
export interface Pace {
  /** Business time minus real time at the anchor. */
  readonly offset: number;
  /** From here on business time runs at `speed`. A change lies a moment ahead, so that every process learns of it before it counts. */
  readonly anchor: number;
  /** Until the anchor. */
  readonly speedBefore: number;
  /** Business seconds in a real second. */
  readonly speed: number;
  /** A speed other than 1 holds until here and is extended by whoever makes use of it; after that, business time runs as real time does. */
  readonly until: number;
}

/** How far ahead a change lies: some times the interval at which processes look. */
const lead = 1_000;
/** How long a speed holds without being extended. Short, so that business time does not run away while nobody makes use of it. */
const lease = 10_000;

export function businessTimeAt(pace: Pace, real: number): number {
  if (real < pace.anchor) return real + pace.offset + (real - pace.anchor) * (pace.speedBefore - 1);
  return real + pace.offset + (Math.max(pace.anchor, Math.min(real, pace.until)) - pace.anchor) * (pace.speed - 1);
}

/** The speed at an instant, which is the chosen one as long as that is extended. */
export function speedAt(pace: Pace, real: number): number {
  if (real < pace.anchor) return pace.speedBefore;
  return real < pace.until ? pace.speed : 1;
}

/** Another speed from soon on. Business time neither jumps nor stands at the change. */
export function withSpeed(pace: Pace, real: number, speed: number): Pace {
  const speedBefore = speedAt(pace, real);
  const pending = real < pace.anchor;
  // Where the present speed runs out before the change would come, the change comes then: only one other speed can be told of.
  const runsOut = !pending && real < pace.until ? pace.until : Number.POSITIVE_INFINITY;
  const anchor = Math.min(real + lead, runsOut);
  // A change that has not come about yet never does.
  const then = pending
    ? anchor + pace.offset + (anchor - pace.anchor) * (pace.speedBefore - 1)
    : businessTimeAt(pace, anchor);
  return { offset: Math.ceil(then - anchor), anchor, speedBefore, speed, until: anchor + lease };
}

/** The same speed for longer; where it had run out it begins anew. */
export function extended(pace: Pace, real: number): Pace {
  if (real < pace.until) return { ...pace, until: Math.max(pace.until, real + lease) };
  return withSpeed(pace, real, pace.speed);
}
