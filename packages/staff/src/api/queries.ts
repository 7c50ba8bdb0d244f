import type { Contract, ContractInput, ContractOutput } from "@aftercare/platform/contract";
import {
  infiniteQueryOptions,
  QueryClient,
  queryOptions,
  type UseMutationResult,
  useMutation,
} from "@tanstack/react-query";
import { useState } from "react";
import { isWorthRetrying } from "./api-problem.ts";
import { call } from "./call.ts";
import { intentKeys } from "./intent-key.ts";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 2 && isWorthRetrying(error),
    },
  },
});

/** An operation that reads, as a query. Kept under the operation's name and input. */
export function reading<C extends Contract>(contract: C, input: ContractInput<C>) {
  return queryOptions<ContractOutput<C>>({
    queryKey: [contract.name, input],
    queryFn: ({ signal }) => call(contract, input, { signal }),
  });
}

type Listing<C extends Contract> = ContractOutput<C> & { next?: string | undefined };

/** An operation that lists, page after page along its cursor. */
export function listing<C extends Contract>(contract: C, input: ContractInput<C>) {
  return infiniteQueryOptions({
    queryKey: [contract.name, "pages", input],
    queryFn: ({ pageParam, signal }) =>
      call(contract, { ...(input as object), cursor: pageParam } as ContractInput<C>, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => (last as Listing<C>).next,
  });
}

/** An operation that changes something. A retry of the same input is the same intent and cannot count twice. */
export function useCommand<C extends Contract>(
  contract: C,
): UseMutationResult<ContractOutput<C>, Error, ContractInput<C>> {
  const [keys] = useState(() => intentKeys(() => crypto.randomUUID()));
  return useMutation({
    mutationFn: (input: ContractInput<C>) => call(contract, input, { idempotencyKey: keys.keyFor(input) }),
    onSettled: (_answer, error) => {
      if (error === null || !isWorthRetrying(error)) keys.settle();
    },
  });
}
