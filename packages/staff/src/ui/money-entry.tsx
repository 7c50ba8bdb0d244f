import { minorDigits } from "@aftercare/messages/browser";
import { NumberEntry } from "./number-entry.tsx";

interface MoneyEntryProps {
  readonly label: string;
  readonly description?: string;
  readonly currency: string;
  /** Minor units. */
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}

/** An amount, written as the currency is written: minor units for the program, the usual notation on the screen. */
export function MoneyEntry({ currency, value, onChange, ...input }: MoneyEntryProps) {
  const digits = minorDigits(currency);
  return (
    <NumberEntry
      {...input}
      value={value === undefined ? undefined : value / 10 ** digits}
      onChange={(typed) => onChange(typed === undefined ? undefined : Math.round(typed * 10 ** digits))}
      digits={digits}
      max={1_000_000_000}
      suffix={` ${currency}`}
    />
  );
}
