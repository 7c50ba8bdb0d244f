export { type Attempt, attemptInOrder } from "./attempt.ts";
