import { useTexts } from "../language/index.ts";
import type { Withdrawal } from "./withdrawal-words.ts";

const tone = { open: "warn", settled: "good", "set-aside": "" } as const;

/** Where a statement stands, and what a person has to look at. */
export function WithdrawalTags({ withdrawal: { state, flags } }: { withdrawal: Withdrawal }) {
  const { t } = useTexts();
  return (
    <div className="tags">
      <span className={`tag ${tone[state]}`}>{t(`withdrawals.state.${state}`)}</span>
      {flags.map((flag) => (
        <span key={flag} className="tag">
          {t(`withdrawals.flag.${flag}`)}
        </span>
      ))}
    </div>
  );
}
