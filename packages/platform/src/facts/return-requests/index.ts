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
} from "./return-request-facts.ts";
