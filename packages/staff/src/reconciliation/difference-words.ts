import {
  type ContractInput,
  type ContractOutput,
  ledgerBalances,
  reconciliationReport,
  searchDifferences,
} from "@aftercare/platform/contract";
import { useQueryClient } from "@tanstack/react-query";
import type { useTexts } from "../language/index.ts";

export type Report = ContractOutput<typeof reconciliationReport>;
export type Difference = ContractOutput<typeof searchDifferences>["items"][number];
type Asked = ContractInput<typeof searchDifferences>;

/** Money first, then goods, then what others paid; as a person would look for it. */
export const kinds = [
  ...(["refunds-owed", "refunds-booked", "revenue-booked", "refund-parts", "ceiling", "beyond-paid"] as const),
  ...(["beyond-payment", "settled-refund", "store-credit", "gift-cards", "ledger-entry"] as const),
  ...(["returned-units", "announced-units", "received-units", "return-amount", "refunded-not-back"] as const),
  ...(["provider-never-paid", "provider-unasked", "provider-amount", "provider-paid-anyway"] as const),
  ...(["provider-twice", "provider-silent"] as const),
] as const satisfies readonly Difference["kind"][];

const states = ["open", "explained", "gone"] as const satisfies readonly Difference["state"][];

const shown: readonly string[] = [reconciliationReport.name, searchDifferences.name, ledgerBalances.name];

/** Reads anew everything that differences stand in. */
export function useRefreshDifferences(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ predicate: ({ queryKey: [name] }) => shown.includes(name as string) });
}

/** The question that an address stands for: what is open, as long as nobody asks for something else. */
export function askedBy(search: { readonly state?: string; readonly kind?: string }): Asked {
  const state = states.find((each) => each === search.state) ?? (search.state === "all" ? undefined : "open");
  const kind = kinds.find((each) => each === search.kind);
  return { ...(state !== undefined && { state }), ...(kind !== undefined && { kind }) };
}

/** A side of a difference: money where it has a currency, and else pieces. */
export function sideText({ t, money }: ReturnType<typeof useTexts>, amount: number, currency?: string): string {
  return currency === undefined ? t("reconciliation.pieces", { count: amount }) : money({ amount, currency });
}
