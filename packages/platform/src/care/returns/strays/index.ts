import type { Operation } from "../../../foundation/operations/index.ts";
import { askAboutStrayOperation } from "./ask-about-stray.ts";
import { assignStrayOperation } from "./assign-stray.ts";
import { takeInStraysOperation } from "./take-in-strays.ts";

export { strayFound } from "./ask-about-stray.ts";

export const strayOperations: readonly Operation[] = [
  takeInStraysOperation,
  assignStrayOperation,
  askAboutStrayOperation,
];
