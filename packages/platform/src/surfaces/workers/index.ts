export {
  followBusinessTime,
  runDailyLearning,
  runLaboratory,
  runOutcomes,
  runReactions,
  runSampleLife,
  runTimers,
  type Workers,
} from "./run-workers.ts";
