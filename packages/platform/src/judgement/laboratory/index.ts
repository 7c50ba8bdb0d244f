export { laboratoryOperations } from "./laboratory-operations.ts";
export { workOnLaboratory } from "./work-on-run.ts";

import "./laboratory-table.ts";
