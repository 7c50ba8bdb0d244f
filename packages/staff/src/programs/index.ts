export { ProgramChanges } from "./program-changes.tsx";
export type { ProgramDocument } from "./program-types.ts";
