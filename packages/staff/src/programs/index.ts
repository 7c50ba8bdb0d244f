export { ChangeTable } from "./change-table.tsx";
export type { ProgramDocument } from "./program-types.ts";
