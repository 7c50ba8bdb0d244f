import { NativeSelect } from "@mantine/core";
import { useTexts } from "../language/index.ts";

interface CurrencySelectProps {
  readonly currency: string;
  readonly currencies: readonly string[];
  readonly onChoose: (currency: string) => void;
}

/** Sums of different currencies stand apart; nothing to choose where there is one. */
export function CurrencySelect({ currency, currencies, onChoose }: CurrencySelectProps) {
  const { t } = useTexts();
  if (currencies.length < 2) return null;
  return (
    <NativeSelect
      aria-label={t("measurement.currency.title")}
      value={currency}
      data={[...new Set([currency, ...currencies])]}
      onChange={({ currentTarget: { value } }) => onChoose(value)}
    />
  );
}
