export {
  followBusinessTime,
  runDailyLearning,
  runLaboratory,
  runMessages,
  runOutcomes,
  runReactions,
  runSampleLife,
  runTimers,
  type Workers,
} from "./run-workers.ts";
