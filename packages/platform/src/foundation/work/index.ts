export { type Attempt, attemptInOrder, backOff } from "./attempt.ts";
