import { z } from "zod";
import { Currency, MoneyAmount } from "../../foundation/money/index.ts";

const Handle = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, { error: "expected lower-case letters, digits and hyphens, e.g. gold" });

const Tier = z.strictObject({
  id: Handle,
  /** The retailer's own word for it; the catalogue's word for the id where there is none. */
  name: z.string().trim().min(1).max(40).optional(),
  /** Paid for goods within twelve months, net of returns, from which on a shopper is in it; minor units. */
  from: MoneyAmount,
  /** In percent of the usual points: 125 is a quarter more. */
  multiplier: z.int().min(100).max(1000),
});
export type Tier = z.output<typeof Tier>;

/** How a retailer's points work. A version is never changed: changing the scheme saves another one. */
export const Scheme = z
  .strictObject({
    enabled: z.boolean(),
    /** Purchases in any other currency earn nothing. */
    currency: Currency,
    /** So many points for each `per` minor units that were paid. */
    earn: z.strictObject({ points: z.int().min(1).max(1_000_000), per: MoneyAmount }),
    rounding: z.enum(["down", "nearest", "up"]),
    /**
     * Days after the day of purchase during which points are counted but cannot be used, at the least: they wait for as long as the goods can be returned by
     * the policy of returns. 0: for nothing.
     */
    pendingDays: z.int().min(0).max(365),
    /** Points lapse at the end of the day so many months after the purchase; absent, they never do. */
    expiresAfterMonths: z.int().min(1).max(120).optional(),
    /** Points are used in multiples of `points`, each of which is worth `worth` minor units. */
    redeem: z.strictObject({ points: z.int().min(1).max(1_000_000), worth: MoneyAmount }),
    tiers: z.array(Tier).min(1).max(10),
  })
  .superRefine(({ earn, redeem, tiers, pendingDays, expiresAfterMonths }, context) => {
    const refuse = (path: (string | number)[], message: string) => context.addIssue({ code: "custom", path, message });
    if (earn.per < 1n) refuse(["earn", "per"], "expected 1 minor unit or more");
    if (redeem.worth < 1n) refuse(["redeem", "worth"], "expected 1 minor unit or more");
    if (expiresAfterMonths !== undefined && pendingDays >= expiresAfterMonths * 28)
      refuse(
        ["pendingDays"],
        "points would lapse before they can be used; expected fewer days, or more months to use them",
      );
    if (tiers[0] && tiers[0].from !== 0n) refuse(["tiers", 0, "from"], "expected 0: everybody is in the first tier");
    for (const [index, tier] of tiers.entries()) {
      const before = tiers[index - 1];
      if (before && tier.from <= before.from)
        refuse(["tiers", index, "from"], `expected more than the ${before.from} of the tier before it`);
      if (tiers.findIndex(({ id }) => id === tier.id) < index)
        refuse(["tiers", index, "id"], `${tier.id} names another tier already`);
    }
  });
export type Scheme = z.output<typeof Scheme>;
