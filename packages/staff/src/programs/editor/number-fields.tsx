import { minorDigits } from "@aftercare/messages/browser";
import { NumberEntry } from "../../ui/index.ts";
import { useEditing, useField } from "./editing.tsx";

interface NumberFieldProps {
  /** Where it stands in the document. */
  readonly path: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}

interface PlainNumberProps extends NumberFieldProps {
  /** What one unit of the document is on the screen: 100 for a share shown as percent. */
  readonly scale?: number;
  readonly digits?: number;
  readonly suffix?: string;
}

/** A number; the check says whether one is needed, and names one that makes no sense. */
export function NumberField({
  path,
  label,
  help,
  value,
  onChange,
  scale = 1,
  digits = 0,
  suffix = "",
}: PlainNumberProps) {
  const { id, error } = useField(path);
  return (
    <NumberEntry
      id={id}
      label={label}
      description={help}
      error={error}
      value={value === undefined ? undefined : Number((value * scale).toFixed(6))}
      onChange={(number) => onChange(number === undefined ? undefined : Number((number / scale).toPrecision(15)))}
      digits={digits}
      suffix={suffix}
    />
  );
}

/** A share of 0..1, shown as percent. */
export function ShareField(props: NumberFieldProps) {
  return <NumberField {...props} scale={100} digits={1} suffix=" %" />;
}

interface MoneyFieldProps extends NumberFieldProps {
  /** Digits below the smallest coin, for worths that are no payments. */
  readonly finer?: number;
}

/** A sum: minor units in the document, the usual notation of the program's currency on the screen. */
export function MoneyField({ finer = 0, value, onChange, ...props }: MoneyFieldProps) {
  const { currency } = useEditing();
  const digits = minorDigits(currency);
  return (
    <NumberField
      {...props}
      value={value}
      onChange={(sum) =>
        onChange(sum === undefined ? undefined : finer === 0 ? Math.round(sum) : Number(sum.toFixed(finer)))
      }
      scale={10 ** -digits}
      digits={digits + finer}
      suffix={` ${currency}`}
    />
  );
}
