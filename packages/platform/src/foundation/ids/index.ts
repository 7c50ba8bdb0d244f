export { type Id, idOf, newId, toUuid, toWire } from "./ids.ts";
