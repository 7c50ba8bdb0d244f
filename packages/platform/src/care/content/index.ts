import type { Operation } from "../../foundation/operations/index.ts";
import { contentKinds } from "./content-messages.ts";
import { contentOfOrderOperation, readContentOperation } from "./content-of-order.ts";
import {
  getContentOperation,
  listContentOperation,
  retireContentOperation,
  saveContentOperation,
} from "./keep-items.ts";
import { askContentHelpOperation, openContentOperation } from "./read-by-shopper.ts";
import { noteContentSent, tellBeforeArrival, tellOnArrival } from "./tell-content.ts";

export { tellWeekLater } from "./tell-content.ts";
export {
  askContentHelpOperation,
  contentOfOrderOperation,
  openContentOperation,
  readContentOperation,
  saveContentOperation,
};

import "./content-tables.ts";

export const contentOperations: readonly Operation[] = [
  listContentOperation,
  getContentOperation,
  saveContentOperation,
  retireContentOperation,
  contentOfOrderOperation,
  readContentOperation,
  openContentOperation,
  askContentHelpOperation,
];

/** What shoppers are told of guides, by where their goods are. */
export const contentMessageKinds = Object.values(contentKinds);

export const contentReactions = [tellBeforeArrival, tellOnArrival, noteContentSent] as const;
