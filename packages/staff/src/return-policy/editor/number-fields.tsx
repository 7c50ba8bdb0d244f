import { minorDigits } from "@aftercare/messages/browser";
import { NumberEntry } from "../../ui/index.ts";
import { useField } from "./editing.tsx";

interface FieldProps {
  readonly path: string;
  readonly label: string;
  readonly help?: string;
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}

export function NumberField({ path, label, help, value, onChange, suffix }: FieldProps & { readonly suffix: string }) {
  const { id, error } = useField(path);
  return (
    <NumberEntry
      {...{ id, label, error, value, onChange, suffix, digits: 0 }}
      {...(help !== undefined && { description: help })}
    />
  );
}

/** A sum in the retailer's currency: minor units in the document, the usual notation on the screen. */
export function MoneyField({ path, label, help, value, onChange }: FieldProps) {
  const { id, error, currency } = useField(path);
  const digits = minorDigits(currency);
  return (
    <NumberEntry
      {...{ id, label, error, digits, suffix: ` ${currency}` }}
      {...(help !== undefined && { description: help })}
      value={value === undefined ? undefined : value / 10 ** digits}
      onChange={(typed) => onChange(typed === undefined ? undefined : Math.round(typed * 10 ** digits))}
    />
  );
}
