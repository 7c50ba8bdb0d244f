export { type Attempt, attemptOnce, backOff, lastAttempt } from "./attempt.ts";
