export { shelvesOf } from "./basket.ts";
export { guestChannel, guestPurchases, returnsOfUnknownOrigin } from "./guests.ts";
export type { Customer, GoodsReturn, Happening, Parcel, Purchase } from "./happening.ts";
export { buy, channelOf, momentOf } from "./purchase.ts";
export type { Sending } from "./sending.ts";
export { followPurchase, leavingChance, liveAsAccount, patience, type Shop } from "./shopper-life.ts";
export { type Storms, stormsOf } from "./storms.ts";
