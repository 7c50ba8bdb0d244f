export { programOperations } from "./program-operations.ts";
