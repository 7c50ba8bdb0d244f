export {
  type Destination,
  type DestinationKind,
  type Disposition,
  destinationKinds,
  type Grade,
  grades,
  takenBy,
  useRefreshItems,
} from "./item-types.ts";
export { useItemWords } from "./item-words.ts";
