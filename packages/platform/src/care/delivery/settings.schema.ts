import { z } from "zod";

const Chance = z.number().min(0.05).max(0.95);
const Hours = z.int().min(1).max(720);

/** When a retailer wants to hear of a delivery. */
export const DeliverySettings = z.strictObject({
  /** The chance to arrive after what was promised from which on an incident is opened. */
  alertAt: Chance,
  /** The same for an order with an occasion that must not be missed. */
  alertAtOccasion: Chance,
  /** How long nobody may say anything of a parcel whose ways are followed; Sundays and holidays do not count. */
  silenceHours: z.strictObject({ announced: Hours, moving: Hours, customs: Hours, other: Hours }),
  /** Days without any news, or after the latest day on which it was expected, from which on a parcel counts as lost. */
  lostAfterDays: z.int().min(3).max(90),
  /** How long a shopper has to choose what is to be done. */
  remedyAnswerHours: z.int().min(1).max(336),
});
export type DeliverySettings = z.output<typeof DeliverySettings>;
