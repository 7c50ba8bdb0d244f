import { type ContractOutput, type checkGiftCard, getGiftCard } from "@aftercare/platform/contract";
import { useQueryClient } from "@tanstack/react-query";

export type GiftCard = ContractOutput<typeof checkGiftCard>;

/** Reads anew what stands of cards. */
export function useRefreshCards(): () => Promise<void> {
  const queries = useQueryClient();
  const shown: readonly unknown[] = ["gift-cards.check", getGiftCard.name];
  return () => queries.invalidateQueries({ predicate: ({ queryKey: [name] }) => shown.includes(name) });
}
