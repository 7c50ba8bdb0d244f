export { type Change, changesBetween } from "./changes-between.ts";
export { programOperations } from "./program-operations.ts";
export { type ReadDocument, readDocument } from "./read-document.ts";
