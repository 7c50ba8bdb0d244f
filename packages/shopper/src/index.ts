export { openShopperPages } from "./open-pages.ts";
export type {
  Content,
  HomeView,
  Offer,
  OfferPageView,
  Order,
  OrderContent,
  OrderPageView,
  OrderPoints,
  PageContext,
  ProblemView,
  Remedy,
  ReturnTerms,
  ShopperPages,
  Tracking,
} from "./views.ts";
