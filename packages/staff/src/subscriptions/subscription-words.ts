import {
  type ContractOutput,
  listSubscriptions,
  searchSendings,
  type testSubscription,
} from "@aftercare/platform/contract";
import { useQueryClient } from "@tanstack/react-query";

export type Subscription = ContractOutput<typeof listSubscriptions>["items"][number];
export type Sending = ContractOutput<typeof testSubscription>;

const shown: readonly string[] = [listSubscriptions.name, searchSendings.name];

/** Reads anew who is told, and what was told. */
export function useRefreshSubscriptions(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ predicate: ({ queryKey: [name] }) => shown.includes(name as string) });
}
