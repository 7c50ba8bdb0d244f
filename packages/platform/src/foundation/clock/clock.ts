/** The only two ways to ask what time it is. Nothing else in the house reads the system's time. */
export interface Clock {
  /** Business time: when things happen to a shopper. It can run from an anchor in the past, faster, or jump in tests. */
  now(): Date;
  /** The machine's own time: sessions, rate limits, back-off. A demo that runs a year a minute must not log people out. */
  real(): Date;
}

/** @param businessTime what real time stands for, both in milliseconds of Unix time; the same in a live shop */
export function systemClock(businessTime: (real: number) => number = (real) => real): Clock {
  return {
    now: () => new Date(businessTime(Date.now())),
    real: () => new Date(),
  };
}

export interface TestClock extends Clock {
  /** Moves both times forward. */
  advance(ms: number): void;
  /** Jumps to an instant; real time moves by the same distance. */
  set(instant: Date): void;
}

export function testClock(start = new Date("2026-03-02T09:00:00Z")): TestClock {
  let time = start.getTime();
  return {
    now: () => new Date(time),
    real: () => new Date(time),
    advance: (ms) => {
      time += ms;
    },
    set: (instant) => {
      time = instant.getTime();
    },
  };
}
