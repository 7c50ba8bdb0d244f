export { type Clock, systemClock, type TestClock, testClock } from "./clock.ts";
export { businessTimeAt, extended, leastSpeed, mostSpeed, type Pace, realPace, speedAt, withSpeed } from "./pace.ts";
