import type { Operation } from "../../foundation/operations/index.ts";
import { announceGiftReturnOperation } from "./announce-gift-return.ts";
import { cancelGiftReturnOperation } from "./cancel-gift-return.ts";
import { getGiftOperation } from "./get-gift.ts";
import { giftReturnOptionsOperation } from "./gift-return-options.ts";

export { announceGiftReturnOperation, cancelGiftReturnOperation, getGiftOperation, giftReturnOptionsOperation };

export const giftReturnOperations: readonly Operation[] = [
  getGiftOperation,
  giftReturnOptionsOperation,
  announceGiftReturnOperation,
  cancelGiftReturnOperation,
];
