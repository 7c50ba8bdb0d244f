export { decimalAmount, toCsv } from "./csv.ts";
export { saveText } from "./save-text.ts";
