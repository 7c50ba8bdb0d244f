export {
  returnRequestApproved,
  returnRequestCameOtherwise,
  returnRequestCancelled,
  returnRequestClosed,
  returnRequestDeclined,
  returnRequestExpired,
  returnRequestOpened,
  returnRequestReceived,
  returnRequestSettled,
  returnRequestSettlementCalledOff,
} from "./return-request-facts.ts";
