export { refundCancelled, refundFailed, refundIntended, refundSucceeded } from "./refund-facts.ts";
