import { NumberInput } from "@mantine/core";
import { useState } from "react";
import { useTexts } from "../../language/index.ts";
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

/**
 * A number, written as the language writes it. Empty is no number, and the check says whether one is needed. A minus stays as well, for the
 * check to name: dropped, it would make 5 of −5 without a word.
 */
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
  const texts = useTexts();
  const { id, error } = useField(path);
  const shown = value === undefined ? "" : Number((value * scale).toFixed(6));
  // A text such as "7.0" is on its way to 7.05: it stays as it was typed as long as it means the same number.
  const [typed, setTyped] = useState<number | string>(shown);
  const marks = new Intl.NumberFormat(texts.locale).formatToParts(12_345.6);
  const mark = (type: string, otherwise: string) => marks.find((part) => part.type === type)?.value ?? otherwise;
  return (
    <NumberInput
      id={id}
      label={label}
      description={help}
      error={error}
      value={meaningOf(typed) === meaningOf(shown) ? typed : shown}
      onChange={(text) => {
        setTyped(text);
        const number = meaningOf(text);
        onChange(number === undefined ? undefined : Number((number / scale).toPrecision(15)));
      }}
      decimalScale={digits}
      decimalSeparator={mark("decimal", ".")}
      thousandSeparator={mark("group", ",")}
      suffix={suffix}
      hideControls
      inputMode={digits === 0 ? "numeric" : "decimal"}
      autoComplete="off"
    />
  );
}

function meaningOf(typed: number | string): number | undefined {
  const number = typed === "" ? Number.NaN : Number(typed);
  return Number.isNaN(number) ? undefined : number;
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
  const digits = currencyDigits(currency);
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

function currencyDigits(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
