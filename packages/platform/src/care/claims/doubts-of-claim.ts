import type { ClaimDoubt, ClaimRemedy } from "../../facts/claims/claim.schema.ts";
import type { GuaranteeRight } from "../../judgement/law/index.ts";

/** A line of which somebody says that it is faulty. */
export interface FaultyLine {
  readonly right: GuaranteeRight;
  /** It could be given back today without any fault. */
  readonly isReturnable: boolean;
  /** A claim of this line was declined before. */
  readonly wasDeclined: boolean;
}

/**
 * Why a person has to decide; none where the law presumes the fault and grants what is asked for, or where the goods could be given back for their
 * price anyway. Nothing is declined here: a claim that the law does not carry may still be granted by the shop. Pure.
 */
export function doubtsOfClaim(remedy: ClaimRemedy, lines: readonly FaultyLine[]): ClaimDoubt[] {
  const doubts = new Set<ClaimDoubt>();
  if (remedy === "price-reduction") doubts.add("sum-to-agree");
  for (const { right, isReturnable, wasDeclined } of lines) {
    // Whoever may give it back for its price proves nothing.
    if (remedy === "refund" && isReturnable) continue;
    if (wasDeclined) doubts.add("declined-before");
    if (right.standing === "none") doubts.add("no-law");
    else if (right.standing === "over") doubts.add("guarantee-over");
    else {
      if (!right.isPresumed) doubts.add("not-presumed");
      if (!right.remedies.includes(remedy)) doubts.add("cure-comes-first");
    }
  }
  return [...doubts];
}
