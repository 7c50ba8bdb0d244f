import { statement } from "../../foundation/database/index.ts";
import type { LabelProvider } from "./label-provider.ts";

/**
 * Labels of the house's own, for shops that have named no carrier's service: numbers from a sequence, the price that the settings name. The carrier
 * is told nothing: it takes parcels by what is agreed with it, and the shop finds them by our number.
 */
export const localLabels: LabelProvider = {
  name: "local",
  price: ({ price }) => price,
  async create(tx) {
    const [drawn] = await drawNumber(tx);
    return { trackingNumber: returnNumber(drawn!.number) };
  },
  async cancel() {},
};

const drawNumber = statement<[], { number: bigint }>(
  "return-label-number",
  "select nextval('return_label_numbers') as number",
);

/** `RL` and digits, the last of which checks the others: a digit misread or two swapped by hand are noticed. */
export function returnNumber(serial: bigint): string {
  const digits = serial.toString().padStart(9, "0");
  return `RL${digits}${checkDigit(digits)}`;
}

/** GS1's check digit (General Specifications 7.9): the digits are weighted 3 and 1 in turn, from the right. */
function checkDigit(digits: string): number {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}
