export { collectionEnded, collectionMade, collectionOpened } from "./collection-facts.ts";
