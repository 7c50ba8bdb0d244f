export { runDailyLearning, runLaboratory, runReactions, runTimers, type Workers } from "./run-workers.ts";
