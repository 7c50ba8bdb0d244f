export { runDailyLearning, runReactions, runTimers, type Workers } from "./run-workers.ts";
