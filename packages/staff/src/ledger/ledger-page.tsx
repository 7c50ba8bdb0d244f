import { useTexts } from "../language/index.ts";
import { PageHead } from "../ui/index.ts";
import { LedgerBalances } from "./ledger-balances.tsx";
import { LedgerEntries } from "./ledger-entries.tsx";

/** The ledger of money given back: what each account holds, and the entries that made it so. */
export function LedgerPage() {
  const { t } = useTexts();
  return (
    <>
      <PageHead title={t("refunds.ledger.title")} lead={t("refunds.ledger.lead")} />
      <LedgerBalances />
      <LedgerEntries />
    </>
  );
}
