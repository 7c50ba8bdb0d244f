export { countReturned } from "./count-returned.ts";
export { getReturn, ofOwnStore } from "./get-return.ts";
export { consumePurchases, lockPurchases, type PurchasesOf } from "./lock-purchases.ts";
export { type MatchedPart, OpenPurchases, type PurchaseLine, type ReturnedGoods } from "./open-purchases.ts";
export { readReturn } from "./read-return.ts";
export { returnRecorded } from "./return-facts.ts";

import "./return-tables.ts";
