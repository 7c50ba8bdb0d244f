export {
  pointsAdjusted,
  pointsCredited,
  pointsEarned,
  pointsExpired,
  pointsRedeemed,
  pointsReversed,
  pointsTierChanged,
  pointsWindowOpened,
} from "./point-facts.ts";
