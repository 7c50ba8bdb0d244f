export { type Learning, learnPrograms, matureAll } from "./learn-program.ts";
export { onceADay } from "./once-a-day.ts";
export { type DecidedRow, loggedRow } from "./read-log.ts";
export { trainingOperations } from "./training-operations.ts";

import "./learning-day-table.ts";
