export { openShopperPages } from "./open-pages.ts";
export type { HomeView, OfferPageView, OrderPageView, PageContext, ProblemView, ShopperPages } from "./views.ts";
