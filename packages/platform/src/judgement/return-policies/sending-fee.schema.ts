import { z } from "zod";
import { MoneyAmount } from "../../foundation/money/index.ts";

const Fee = MoneyAmount.refine((fee) => fee >= 0n, { error: "expected 0 or more, in minor units" });

/** What sending a whole return back costs, minor units: the same by every way that needs a carrier, or a price for each of them. */
export const SendingFee = z.union([Fee, z.strictObject({ "drop-off": Fee, locker: Fee, "home-pick-up": Fee })]);
export type SendingFee = z.output<typeof SendingFee>;
