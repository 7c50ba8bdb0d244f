import type { Operation } from "../../foundation/operations/index.ts";
import type { Reaction } from "../../foundation/reactions/index.ts";
import type { MessageKind } from "../../means/messages/index.ts";
import { adverseDecisionsOfOrderOperation } from "./adverse-decisions-of-order.ts";
import { appealAnswered, appealReceived } from "./appeal-messages.ts";
import { decideAppealOperation } from "./decide-appeal.ts";
import { adverseDecisionsOfShopperOperation } from "./decisions-of-shopper.ts";
import { forgetAppeals } from "./forget-appeals.ts";
import { makeAppealOperation } from "./make-appeal.ts";
import { noteAdverseTerms } from "./note-adverse-terms.ts";
import { getAppealOperation, searchAppealsOperation } from "./read-appeals.ts";

import "./appeal-table.ts";

export { adverseDecisionsOfOrderOperation } from "./adverse-decisions-of-order.ts";
export { makeAppealOperation } from "./make-appeal.ts";

export const appealOperations: readonly Operation[] = [
  adverseDecisionsOfOrderOperation,
  adverseDecisionsOfShopperOperation,
  makeAppealOperation,
  getAppealOperation,
  searchAppealsOperation,
  decideAppealOperation,
];

export const appealMessages: readonly MessageKind[] = [appealReceived, appealAnswered];

export const appealReactions: readonly Reaction[] = [noteAdverseTerms, ...forgetAppeals];
