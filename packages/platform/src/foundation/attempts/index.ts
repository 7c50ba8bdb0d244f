export { type Attempt, attemptOnce } from "./attempt.ts";
