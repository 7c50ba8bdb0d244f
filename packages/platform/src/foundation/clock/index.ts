export { type Clock, systemClock, type TestClock, testClock } from "./clock.ts";
