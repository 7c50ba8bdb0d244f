export { shelvesOf } from "./basket.ts";
export { guestPurchases, returnsOfUnknownOrigin } from "./guests.ts";
export type { Customer, GoodsReturn, Happening, Parcel, Purchase } from "./happening.ts";
export { liveAsAccount, type Shop } from "./shopper-life.ts";
