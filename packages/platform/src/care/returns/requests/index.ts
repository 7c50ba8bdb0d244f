import type { Operation } from "../../../foundation/operations/index.ts";
import type { Reaction } from "../../../foundation/reactions/index.ts";
import type { Timer } from "../../../foundation/timers/index.ts";
import { releaseWhatCameOtherwise } from "./came-otherwise.ts";
import { cancelReturnRequestOperation, closeReturnRequestOperation } from "./cancel-request.ts";
import { createReturnRequestOperation } from "./create-return-request.ts";
import { approveReturnRequestOperation, declineReturnRequestOperation } from "./decide-request.ts";
import { returnRequestExpiry } from "./end-request.ts";
import { forgetRequests } from "./forget-requests.ts";
import { makePayableAgain } from "./payable-again.ts";
import { printReturnLabelOperation, showReturnCodeOperation } from "./print-label.ts";
import {
  getReturnRequestOperation,
  returnRequestsOfOrderOperation,
  searchReturnRequestsOperation,
} from "./read-requests.ts";
import { previewReceiptOperation, receiveReturnOperation } from "./receive-return.ts";
import { returnOptionsOperation } from "./return-options.ts";
import { settleUninspected, settleWhenInspected } from "./settle-inspected.ts";
import { settleReturnRequestOperation } from "./settle-now.ts";
import { noteShippedBack } from "./shipped-back.ts";
import { requestTellings, returnRequestRemind } from "./tell-request.ts";

import "./return-request-tables.ts";

export { announceReturn } from "./announce-return.ts";
export { callOffRequest, cancelReturnRequestOperation } from "./cancel-request.ts";
export { createReturnRequestOperation } from "./create-return-request.ts";
export { type GivenBack, readGiftOffer } from "./gift-terms.ts";
export { methodOptions } from "./method-options.ts";
export { takeMoneyInstead } from "./money-instead.ts";
export { type OpenRequest, openRequestFor } from "./open-request-for.ts";
export { getReturnRequestOperation, ownRequest, returnRequestsOfOrderOperation } from "./read-requests.ts";
export { moneyOfReceipt } from "./receipt-money.ts";
export { receiveReturnOperation } from "./receive-return.ts";
export { receiveUnits } from "./receive-units.ts";
export { returnRequestChecks } from "./request-checks.ts";
export { returnRequestMessages } from "./request-mails.ts";
export { staysThere } from "./return-offer.ts";
export { returnOptionsOperation } from "./return-options.ts";
export { readSettledOrder, type SettledOrder } from "./settled-before.ts";
export { followShopReturn, releaseFromShopReturn, requireOurs, type ShopReturn } from "./shop-request.ts";
export { upholdRequest } from "./uphold-request.ts";
export { viewRequests } from "./view-request.ts";
export { waysToUs } from "./ways-to-us.ts";

export const returnRequestOperations: readonly Operation[] = [
  returnOptionsOperation,
  createReturnRequestOperation,
  getReturnRequestOperation,
  returnRequestsOfOrderOperation,
  searchReturnRequestsOperation,
  approveReturnRequestOperation,
  declineReturnRequestOperation,
  cancelReturnRequestOperation,
  receiveReturnOperation,
  previewReceiptOperation,
  closeReturnRequestOperation,
  settleReturnRequestOperation,
  printReturnLabelOperation,
  showReturnCodeOperation,
];

export const returnRequestTimers: readonly Timer[] = [returnRequestExpiry, returnRequestRemind, settleUninspected];

export const returnRequestReactions: readonly Reaction[] = [
  ...requestTellings,
  noteShippedBack,
  settleWhenInspected,
  releaseWhatCameOtherwise,
  makePayableAgain,
  ...forgetRequests,
];
