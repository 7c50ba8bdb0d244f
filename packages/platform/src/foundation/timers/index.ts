export { fireTimers } from "./fire-timers.ts";
export { cancelTimer, dueTimer, scheduleAll, scheduleTimer, scheduleTimers } from "./schedule-timer.ts";
export { type Timer, type TimerContext, timer } from "./timer.ts";

import "./timer-table.ts";
