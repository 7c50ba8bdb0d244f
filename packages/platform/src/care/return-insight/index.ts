import type { Operation } from "../../foundation/operations/index.ts";
import { returnPatternsOperation } from "./patterns.ts";
import { returnFixesOperation, returnReportOperation } from "./report.ts";

export const returnInsightOperations: readonly Operation[] = [
  returnReportOperation,
  returnFixesOperation,
  returnPatternsOperation,
];
