export {
  followBusinessTime,
  runDailyLearning,
  runLaboratory,
  runMessages,
  runOutcomes,
  runReactions,
  runRefunds,
  runSampleLife,
  runTimers,
  type Workers,
} from "./run-workers.ts";
