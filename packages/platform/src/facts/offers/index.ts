export { offerExpired, offerIssued, offerRedeemed, offerReversed, offerRevoked } from "./offer-facts.ts";
