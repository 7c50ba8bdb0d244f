export { returnMoneyOperation } from "./read-return-money.ts";
export { takeBackOperation } from "./take-back.ts";
export { returnReceived, tellReturnReceived } from "./tell-return-received.ts";
