export { allocate, paidForUnits } from "./allocate.ts";
export { minorDigits, toDecimal, toMinor } from "./minor-units.ts";
export { Currency, Money, MoneyAmount } from "./money.ts";
