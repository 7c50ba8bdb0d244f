export { additionalDays } from "./delay-rules.ts";
export { type DelayCase, type DelayRights, delayRights, type LawOption } from "./delivery-delay.ts";
export {
  type DestructionCase,
  type DestructionLaw,
  type DonationOffer,
  destructionLaw,
  isDonationRefused,
} from "./destruction.ts";
export {
  type CompanySize,
  companySizes,
  type DestructionGround,
  destructionGrounds,
  type ProductGroup,
  productGroups,
  refusedOffers,
  type WayOut,
} from "./destruction-rules.ts";
export { type ReturnCase, type ReturnFloor, returnFloor } from "./return-floor.ts";
export { type WithdrawalCase, type WithdrawalRight, withdrawalRight } from "./withdrawal.ts";
