import { constants, setPriority } from "node:os";

/**
 * Lets every other thread of the machine go first, for a thread that computes for minutes beside one that answers requests. On Linux a
 * priority is a thread's own; elsewhere it would be that of the whole process, and is left as it is.
 */
export function giveWay(): void {
  if (process.platform === "linux") setPriority(constants.priority.PRIORITY_LOW);
}
