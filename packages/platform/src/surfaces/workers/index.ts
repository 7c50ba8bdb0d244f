export {
  followBusinessTime,
  runDailyLearning,
  runLaboratory,
  runReactions,
  runSampleLife,
  runTimers,
  type Workers,
} from "./run-workers.ts";
