export { pageOf, readCursor, writeCursor } from "./cursor.ts";
