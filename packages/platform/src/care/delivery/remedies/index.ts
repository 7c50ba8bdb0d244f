import type { Operation } from "../../../foundation/operations/index.ts";
import type { Timer } from "../../../foundation/timers/index.ts";
import type { MessageKind } from "../../../means/messages/index.ts";
import { remedyChoicesOperation } from "./choices-operation.ts";
import { chooseRemedyOperation } from "./choose-remedy.ts";
import { remedyAnswer, remedyReminder } from "./lapse-remedy.ts";
import { silenceByLaw } from "./law-notice.ts";
import { listRemedyRequestsOperation } from "./list-requests.ts";
import { deliveryRemedyDone } from "./remedy-done.ts";
import { deliveryActionNeeded, deliveryDelay, deliveryLegalNotice } from "./remedy-messages.ts";
import { reportRemedyRequestOperation } from "./report-request.ts";
import { setAdditionalPeriodOperation } from "./set-additional-period.ts";

export { remedyChoicesOperation } from "./choices-operation.ts";
export { chooseRemedyOperation } from "./choose-remedy.ts";
export { deliveryRemedy } from "./delivery-remedy.ts";
export { remedyReactions } from "./reactions.ts";
export { reportRemedyRequestOperation } from "./report-request.ts";

import "./remedy-tables.ts";

export const remedyOperations: readonly Operation[] = [
  remedyChoicesOperation,
  chooseRemedyOperation,
  setAdditionalPeriodOperation,
  listRemedyRequestsOperation,
  reportRemedyRequestOperation,
];

export const remedyTimers: readonly Timer[] = [remedyAnswer, remedyReminder, silenceByLaw];

export const remedyMessages: readonly MessageKind[] = [
  deliveryDelay,
  deliveryActionNeeded,
  deliveryLegalNotice,
  deliveryRemedyDone,
];
