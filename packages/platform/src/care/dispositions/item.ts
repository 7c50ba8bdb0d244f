import { process } from "../../foundation/process/index.ts";
import type { ItemState } from "./disposition.schema.ts";

/**
 * Units that came back. Grading them once more, and disposing of them after all, are commands of their own: of two inspectors with one unit the
 * second learns what the first has said, and does not overwrite it.
 */
export const itemProcess = process("item", {
  waiting: { inspect: "inspected" },
  inspected: { "inspect-again": "inspected", refurbish: "refurbishing", dispose: "disposed" },
  refurbishing: { "inspect-again": "inspected" },
  disposed: { undo: "inspected", "hand-over": "handed-over" },
  "handed-over": {},
} satisfies Record<ItemState, Readonly<Record<string, ItemState>>>);
