export { notFound } from "./not-found.ts";
export {
  badInput,
  type FieldError,
  forbidden,
  idempotencyKeyReused,
  illegalTransition,
  Problem,
  type ProblemKind,
  problemKind,
  problemKinds,
  tooManyRequests,
  unauthenticated,
} from "./problem.ts";
