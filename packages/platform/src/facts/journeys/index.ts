import "./journey-table.ts";

export { expectHandOvers } from "./expect-hand-overs.ts";
export { type Lane, laneText } from "./lane.ts";
