import type { Operation } from "../../foundation/operations/index.ts";
import { listLanesOperation } from "./accuracy/list-lanes.ts";
import { promiseAccuracyOperation } from "./accuracy/measure-accuracy.ts";
import { getPromiseOperation, promiseOfOrderOperation } from "./ledger/read-promise.ts";
import { promiseModelOperation } from "./model/get-model.ts";

/** What can be asked about promises that were made. */
export const promiseOperations: readonly Operation[] = [
  promiseAccuracyOperation,
  listLanesOperation,
  promiseOfOrderOperation,
  getPromiseOperation,
  promiseModelOperation,
];
