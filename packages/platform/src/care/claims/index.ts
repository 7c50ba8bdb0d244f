import type { Operation } from "../../foundation/operations/index.ts";
import type { Reaction } from "../../foundation/reactions/index.ts";
import type { MessageKind } from "../../means/messages/index.ts";
import { claimAnswered, claimReceived } from "./claim-mail.ts";
import { claimOptionsOperation, claimRightsOperation } from "./claim-rights.ts";
import { acceptClaimOperation, declineClaimOperation } from "./decide-claim.ts";
import { followGoods } from "./follow-goods.ts";
import { forgetClaims } from "./forget-claims.ts";
import { claimsOfOrderOperation, getClaimOperation, searchClaimsOperation } from "./read-claims.ts";
import { reportClaimOperation } from "./report-claim.ts";
import { settleClaimOperation } from "./settle-claim.ts";
import { tellClaimReceived } from "./tell-claim.ts";

import "./claim-tables.ts";

export { claimOptionsOperation, claimRightsOperation } from "./claim-rights.ts";
export { claimsOfOrderOperation, getClaimOperation } from "./read-claims.ts";
export { reportClaimOperation } from "./report-claim.ts";
export { upholdClaim } from "./uphold-claim.ts";

export const claimOperations: readonly Operation[] = [
  claimRightsOperation,
  claimOptionsOperation,
  reportClaimOperation,
  getClaimOperation,
  claimsOfOrderOperation,
  searchClaimsOperation,
  acceptClaimOperation,
  declineClaimOperation,
  settleClaimOperation,
];

export const claimReactions: readonly Reaction[] = [tellClaimReceived, ...followGoods, ...forgetClaims];

export const claimMessages: readonly MessageKind[] = [claimReceived, claimAnswered];
