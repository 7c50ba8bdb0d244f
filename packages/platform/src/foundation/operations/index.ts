export type { Call, CallResult, Runtime } from "./call.ts";
export { execute } from "./execute.ts";
export { forgetAnswers } from "./forget-answers.ts";
export { fromText } from "./from-text.ts";
export { inGroups } from "./in-groups.ts";
export { openApiDocument } from "./openapi.ts";
export {
  anything,
  type Context,
  type Limit,
  type Operation,
  operation,
  type Rule,
  type SessionCarrier,
} from "./operation.ts";
export { runAsOperator } from "./run-as-operator.ts";

import "./operation-tables.ts";
