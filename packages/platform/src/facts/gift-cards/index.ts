export { giftCardIssued, giftCardRedeemed, giftCardRefilled, giftCardVoided } from "./gift-card-facts.ts";
