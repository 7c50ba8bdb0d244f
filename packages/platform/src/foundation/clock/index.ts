export { type Clock, systemClock, type TestClock, testClock } from "./clock.ts";
export { businessTimeAt, extended, type Pace, speedAt, withSpeed } from "./pace.ts";
