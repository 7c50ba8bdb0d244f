import type { Operation } from "../../foundation/operations/index.ts";
import { exchangeSubstitutesOperation } from "./substitutes-operation.ts";

export { exchangeSubstitutesOperation } from "./substitutes-operation.ts";

export const exchangeOperations: readonly Operation[] = [exchangeSubstitutesOperation];
