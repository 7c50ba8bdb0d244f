import {
  adverseDecisionsOfOrder,
  type ContractOutput,
  getAppeal,
  getClaim,
  getReturnRequest,
  refundsOfOrder,
  searchAppeals,
} from "@aftercare/platform/contract";
import { useQueryClient } from "@tanstack/react-query";

export type Appeal = ContractOutput<typeof getAppeal>;
export type AdverseDecision = ContractOutput<typeof adverseDecisionsOfOrder>["items"][number];

const shown: readonly string[] = [
  ...[getAppeal, searchAppeals, adverseDecisionsOfOrder, refundsOfOrder],
  // What goes on where an appeal is granted.
  ...[getReturnRequest, getClaim],
].map(({ name }) => name);

/** Reads anew everything that an appeal stands in. */
export function useRefreshAppeals(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ predicate: ({ queryKey: [name] }) => shown.includes(name as string) });
}
