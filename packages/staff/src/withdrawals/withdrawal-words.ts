import { type ContractOutput, checkWithdrawals, getWithdrawal, searchWithdrawals } from "@aftercare/platform/contract";
import { useQueryClient } from "@tanstack/react-query";

export type Withdrawal = ContractOutput<typeof getWithdrawal>;

const shown: readonly string[] = [getWithdrawal.name, searchWithdrawals.name, checkWithdrawals.name];

/** Reads anew everything that a statement stands in. */
export function useRefreshWithdrawals(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ predicate: ({ queryKey: [name] }) => shown.includes(name as string) });
}
