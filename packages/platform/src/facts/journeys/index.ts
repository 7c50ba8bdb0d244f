import "./journey-table.ts";

export { type Lane, laneText } from "./lane.ts";
