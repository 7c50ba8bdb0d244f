import type { Operation } from "../../foundation/operations/index.ts";
import type { Reaction } from "../../foundation/reactions/index.ts";
import { awaitInspection } from "./await-inspection.ts";
import { createDestinationOperation, listDestinationsOperation, saveDestinationOperation } from "./destinations.ts";
import { destinationsOfLineOperation } from "./destinations-of-line.ts";
import { disposeItemsOperation } from "./dispose-items.ts";
import { forgetNotes } from "./forget-notes.ts";
import { handOverOperation } from "./hand-over.ts";
import { inspectItemOperation } from "./inspect-item.ts";
import { getItemOperation } from "./item-detail.ts";
import { offerDonationOperation } from "./offer-donation.ts";
import { refurbishItemOperation } from "./refurbish-item.ts";
import { scorecardOperation } from "./scorecard.ts";
import { searchItemsOperation } from "./search-items.ts";
import { getSettingsOperation, saveSettingsOperation } from "./settings.ts";
import { undoDispositionOperation } from "./undo-disposition.ts";

import "./item-tables.ts";

export { createDestinationOperation } from "./destinations.ts";
export { destinationsNear } from "./destinations-of-line.ts";
export { disposeItemsOperation } from "./dispose-items.ts";
export { Grade } from "./disposition.schema.ts";
export { notAStray, notUnclaimed } from "./disposition-problems.ts";
export { inspectItemOperation, split } from "./inspect-item.ts";
export { record } from "./item-facts.ts";
export type { ItemTable } from "./item-tables.ts";
export { viewItems } from "./item-view.ts";
export { lockItem } from "./lock-items.ts";
export { itemInOwnStore } from "./own-store.ts";
export { putStraysInLine } from "./put-strays-in-line.ts";
export { getSettingsOperation, readSettings as readDispositionSettings, saveSettingsOperation } from "./settings.ts";

export const dispositionOperations: readonly Operation[] = [
  searchItemsOperation,
  getItemOperation,
  inspectItemOperation,
  disposeItemsOperation,
  undoDispositionOperation,
  refurbishItemOperation,
  offerDonationOperation,
  listDestinationsOperation,
  createDestinationOperation,
  saveDestinationOperation,
  handOverOperation,
  destinationsOfLineOperation,
  getSettingsOperation,
  saveSettingsOperation,
  scorecardOperation,
];

export const dispositionReactions: readonly Reaction[] = [awaitInspection, ...forgetNotes];
