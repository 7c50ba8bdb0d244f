export { additionalDays } from "./delay-rules.ts";
export { type DelayCase, type DelayRights, delayRights, type LawOption } from "./delivery-delay.ts";
export {
  type CompanySize,
  companySizes,
  type DestructionGround,
  destructionGrounds,
  type ProductGroup,
  productGroups,
  type WayOut,
} from "./destruction.schema.ts";
export {
  type DestructionCase,
  type DestructionLaw,
  type DonationOffer,
  destructionLaw,
  isDonationRefused,
} from "./destruction.ts";
export { refusedOffers } from "./destruction-rules.ts";
export { type GuaranteeRight, guaranteeRight } from "./guarantee.ts";
export { type ReturnCase, type ReturnFloor, returnFloor } from "./return-floor.ts";
export { type WithdrawalCase, type WithdrawalRight, withdrawalRight } from "./withdrawal.ts";
