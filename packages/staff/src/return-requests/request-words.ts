import {
  type ContractOutput,
  getOrder,
  getReturnRequest,
  refundBalance,
  refundsOfOrder,
  returnRequestsOfOrder,
  searchReturnRequests,
} from "@aftercare/platform/contract";
import { useQueryClient } from "@tanstack/react-query";

export type ReturnRequest = ContractOutput<typeof getReturnRequest>;

export const requestStates = [
  ...(["requested", "open", "on-its-way", "partly-received", "received"] as const),
  ...(["closed", "declined", "cancelled", "expired"] as const),
];

/** What is still awaited of a line. */
export function awaited({ quantity, received, released }: ReturnRequest["lines"][number]): number {
  return quantity - received - released;
}

/** Whether goods can come in for it. */
export function isAwaited({ state }: ReturnRequest): boolean {
  return state === "open" || state === "on-its-way" || state === "partly-received";
}

const shown: readonly string[] = [
  ...[getReturnRequest.name, searchReturnRequests.name, returnRequestsOfOrder.name],
  ...[getOrder.name, refundsOfOrder.name, refundBalance.name],
];

/** Reads anew everything that a request stands in. */
export function useRefreshRequests(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ predicate: ({ queryKey: [name] }) => shown.includes(name as string) });
}
