export { consumePurchases, lockPurchases, type PurchasesOf } from "./lock-purchases.ts";
export { type MatchedPart, OpenPurchases, type PurchaseLine, type ReturnedGoods } from "./open-purchases.ts";
export { returnRecorded } from "./return-facts.ts";

import "./return-tables.ts";
