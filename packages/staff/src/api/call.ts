import type { Contract, ContractInput, ContractOutput } from "@aftercare/platform/contract";
import { ApiProblem, Unreachable } from "./api-problem.ts";
import { toRequest } from "./request.ts";

/** How a call travels beside its input. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  /** One key for one intent of a person, the same when it is tried again. */
  readonly idempotencyKey?: string;
}

/**
 * Calls an operation with the session's cookie, in the language the page is shown in.
 * @throws ApiProblem when the server refuses, Unreachable when it does not answer
 */
export async function call<C extends Contract>(
  contract: C,
  input: ContractInput<C>,
  options: CallOptions = {},
): Promise<ContractOutput<C>> {
  const { method, url, body } = toRequest(contract, input);
  const headers = new Headers({ Accept: "application/json", "Accept-Language": document.documentElement.lang });
  // A form brings its own type, with the boundary between its parts.
  if (typeof body === "string") headers.set("Content-Type", "application/json");
  if (contract.kind === "command") headers.set("Idempotency-Key", options.idempotencyKey ?? crypto.randomUUID());
  const response = await fetch(url, {
    method,
    headers,
    credentials: "same-origin",
    ...(body !== undefined && { body }),
    ...(options.signal !== undefined && { signal: options.signal }),
  }).catch((error: unknown) => {
    if (options.signal?.aborted) throw error;
    throw new Unreachable("no answer", { cause: error });
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new ApiProblem(response.status, answer);
  return answer as ContractOutput<C>;
}
