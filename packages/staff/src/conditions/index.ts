export type { ConditionFact } from "./completion.ts";
export { ConditionField } from "./condition-field.tsx";
export { useFaultText } from "./fault-text.ts";
