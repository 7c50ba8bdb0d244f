import { NumberInput, type NumberInputProps } from "@mantine/core";
import { useState } from "react";
import { useTexts } from "../language/index.ts";

interface NumberEntryProps
  extends Pick<NumberInputProps, "id" | "label" | "description" | "error" | "size" | "max" | "suffix"> {
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
  /** After the decimal mark, at most. */
  readonly digits: number;
}

/**
 * A number, written as the language writes it. Empty is no number. A minus stays, for whoever asks to name it as wrong: dropped, it
 * would make 5 of −5 without a word.
 */
export function NumberEntry({ value, onChange, digits, ...input }: NumberEntryProps) {
  const { locale } = useTexts();
  const shown = value ?? "";
  // A text such as "7.0" is on its way to 7.05: it stays as it was typed as long as it means the same number.
  const [typed, setTyped] = useState<number | string>(shown);
  const marks = new Intl.NumberFormat(locale).formatToParts(12_345.6);
  const mark = (type: string, otherwise: string) => marks.find((part) => part.type === type)?.value ?? otherwise;
  return (
    <NumberInput
      {...input}
      value={meaningOf(typed) === value ? typed : shown}
      onChange={(text) => {
        setTyped(text);
        onChange(meaningOf(text));
      }}
      decimalScale={digits}
      decimalSeparator={mark("decimal", ".")}
      thousandSeparator={mark("group", ",")}
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
