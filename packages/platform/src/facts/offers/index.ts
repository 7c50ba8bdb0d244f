export { offerExpired, offerIssued, offerRedeemed, offerRevoked } from "./offer-facts.ts";
