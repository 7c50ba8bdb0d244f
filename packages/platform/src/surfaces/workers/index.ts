export {
  followBusinessTime,
  runAssessments,
  runDailyLearning,
  runLaboratory,
  runMessages,
  runOutcomes,
  runReactions,
  runRefunds,
  runSampleLife,
  runTimers,
  runWebhooks,
  type Workers,
} from "./run-workers.ts";
