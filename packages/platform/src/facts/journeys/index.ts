import "./journey-table.ts";

export { cancelJourney } from "./cancel-journey.ts";
export { expectHandOvers } from "./expect-hand-overs.ts";
export { followParcels } from "./follow-parcels.ts";
export { type Lane, laneText } from "./lane.ts";
export { refreshJourneys } from "./refresh-journeys.ts";
