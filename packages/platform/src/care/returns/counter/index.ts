import type { Operation } from "../../../foundation/operations/index.ts";
import { getCounterRulesOperation, setCounterRulesOperation } from "./counter-rules.ts";
import { previewVisitOperation } from "./preview-visit.ts";
import { takeBackVisitOperation } from "./take-back-visit.ts";
import { takeWithoutReceiptOperation, valueWithoutReceiptOperation } from "./take-without-receipt.ts";

export { guestOfCounter } from "./guest-of-counter.ts";

export const counterOperations: readonly Operation[] = [
  getCounterRulesOperation,
  setCounterRulesOperation,
  previewVisitOperation,
  takeBackVisitOperation,
  valueWithoutReceiptOperation,
  takeWithoutReceiptOperation,
];
