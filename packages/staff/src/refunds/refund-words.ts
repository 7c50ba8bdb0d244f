import {
  type ContractOutput,
  getRefund,
  refundBalance,
  refundsOfOrder,
  searchRefunds,
} from "@aftercare/platform/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useTexts } from "../language/index.ts";
import { useWording } from "../ui/index.ts";

export type Refund = ContractOutput<typeof getRefund>;
export type Leg = Refund["legs"][number];

/** What is said of refunds. */
export function useRefundWords() {
  const { t } = useTexts();
  const wording = useWording();
  return {
    /** How a share of it goes back: by which payment, and who pays. */
    way: ({ provider, method }: Pick<Leg, "provider" | "method">): string =>
      [...(method === undefined ? [] : [wording.payment(method)]), t(`refunds.provider.${provider}`)].join(", "),
    became: ({ state, provider }: Pick<Leg, "state" | "provider">): string =>
      state === "intended" && isForPeople(provider) ? t("refunds.leg.to-pay") : t(`refunds.leg.state.${state}`),
  };
}

/** What a person pays out: nobody sends it, so its end has to be told. */
export function isForPeople(provider: Leg["provider"]): boolean {
  return provider === "till" || provider === "manual";
}

const shown: readonly string[] = [getRefund.name, refundBalance.name, refundsOfOrder.name, searchRefunds.name];

/** Reads anew everything that a refund stands in. */
export function useRefreshRefunds(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ predicate: ({ queryKey: [name] }) => shown.includes(name as string) });
}
