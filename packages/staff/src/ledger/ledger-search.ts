import { useNavigate, useSearch } from "@tanstack/react-router";

interface LedgerSearch {
  readonly at?: string;
  readonly account?: string;
  readonly order?: string;
}

/** What the address asks the ledger for, and the way to ask for something else. */
export function useLedgerSearch(): readonly [search: LedgerSearch, change: (part: Record<string, string>) => void] {
  const search: LedgerSearch = useSearch({ from: "/staff/console/ledger" });
  const navigate = useNavigate({ from: "/console/ledger" });
  const change = (part: Record<string, string>) =>
    void navigate({
      search: Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== "")),
    });
  return [search, change];
}
