import {
  type ContractOutput,
  claimOptions,
  claimRights,
  claimsOfOrder,
  getClaim,
  getOrder,
  refundBalance,
  refundsOfOrder,
  returnRequestsOfOrder,
  searchClaims,
} from "@aftercare/platform/contract";
import { useQueryClient } from "@tanstack/react-query";

export type Claim = ContractOutput<typeof getClaim>;

export const claimStates = ["reported", "accepted", "in-cure", "settled", "declined", "lapsed"] as const;
export const remedies = ["repair", "replacement", "price-reduction", "refund"] as const;

const shown: readonly string[] = [
  ...[getClaim.name, searchClaims.name, claimsOfOrder.name, claimRights.name, claimOptions.name],
  returnRequestsOfOrder.name,
  ...[getOrder.name, refundsOfOrder.name, refundBalance.name],
];

/** Reads anew everything that a claim stands in. */
export function useRefreshClaims(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ predicate: ({ queryKey: [name] }) => shown.includes(name as string) });
}
