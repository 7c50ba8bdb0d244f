export { measurementOperations } from "./measurement-operations.ts";
