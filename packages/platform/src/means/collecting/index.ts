import type { Operation } from "../../foundation/operations/index.ts";
import {
  getCollectionOperation,
  reportCollectionOperation,
  retryCollectionOperation,
  searchCollectionsOperation,
} from "./collection-operations.ts";

export { beginCollection } from "./begin-collection.ts";
export { collectionFor, collectionsFor } from "./collection-view.ts";
export type { Collector } from "./collector.ts";
export { callOffCollection, captureDeposit, expireCollection } from "./end-collection.ts";
export { localCollector } from "./local-collector.ts";
export { openCollection } from "./open-collection.ts";
export { collectionInMetadata, stripeCollector } from "./stripe-collector.ts";
export { lookAtCollection, takeCollectionSteps } from "./take-steps.ts";
export { getCollectionOperation, reportCollectionOperation };

import "./collection-tables.ts";

export const collectionOperations: readonly Operation[] = [
  getCollectionOperation,
  searchCollectionsOperation,
  reportCollectionOperation,
  retryCollectionOperation,
];
