import { evaluationTask } from "../evaluation-task.ts";
import { evaluateIntents } from "./evaluate-intents.ts";
import { intentTasks } from "./intent-tasks.ts";
import { intentMethods } from "./methods.ts";
import { readIntentRows } from "./read-intent-rows.ts";

/** Which intent a short message has, and whether it has any of those known. */
export const intentsTask = evaluationTask({
  options: { data: { value: "FILE", required: true } },
  run({ data }, context) {
    const tasks = intentTasks(readIntentRows(data));
    return evaluateIntents(tasks[0]!, intentMethods, context);
  },
});
