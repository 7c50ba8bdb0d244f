export { type ShopperSurface, shopperPages } from "./shopper-pages.ts";
