export { ApiProblem, isNothingThere, Unreachable } from "./api-problem.ts";
export { call } from "./call.ts";
export { listing, queryClient, reading, useCommand } from "./queries.ts";
export { addressOf } from "./request.ts";
