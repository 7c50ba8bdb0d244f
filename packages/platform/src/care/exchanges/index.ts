import type { Operation } from "../../foundation/operations/index.ts";
import type { Reaction } from "../../foundation/reactions/index.ts";
import type { Timer } from "../../foundation/timers/index.ts";
import { goodsDueSoon, goodsOverdue } from "./await-goods.ts";
import {
  cancelExchangeOperation,
  exchangesOfOrderOperation,
  getExchangeOperation,
  payInsteadOperation,
  searchExchangesOperation,
} from "./exchange-operations.ts";
import { exchangeReactions as followers } from "./exchange-reactions.ts";
import { payUnused } from "./pay-unused.ts";
import { chooseInstead, requestExchangeOperation } from "./request-exchange.ts";
import { exchangeChoicesOperation, exchangeSubstitutesOperation } from "./substitutes-operation.ts";
import { exchangeTellings } from "./tell-exchange.ts";

export { evenSubstitutes } from "./even-substitutes.ts";
export { exchangeMessages } from "./exchange-mails.ts";
export {
  cancelExchangeOperation,
  chooseInstead,
  exchangeChoicesOperation,
  exchangeSubstitutesOperation,
  exchangesOfOrderOperation,
  payInsteadOperation,
  requestExchangeOperation,
};

import "./exchange-tables.ts";

export const exchangeOperations: readonly Operation[] = [
  exchangeSubstitutesOperation,
  exchangeChoicesOperation,
  requestExchangeOperation,
  getExchangeOperation,
  exchangesOfOrderOperation,
  searchExchangesOperation,
  cancelExchangeOperation,
  payInsteadOperation,
];

export const exchangeReactions: readonly Reaction[] = [...followers, ...exchangeTellings];

export const exchangeTimers: readonly Timer[] = [goodsDueSoon, goodsOverdue, payUnused];
