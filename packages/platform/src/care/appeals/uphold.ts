import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { AdverseKind } from "../../judgement/fairness/index.ts";
import { upholdClaim } from "../claims/index.ts";
import { upholdRequest } from "../returns/requests/index.ts";

interface Upholding {
  readonly tx: Tx;
  readonly clock: Clock;
  /** The person who decided the appeal. */
  readonly actor: string;
}

/** What goes on as if it had not been declined. Terms stay as they were promised: money that is given back makes those good. */
const goesOn: Partial<Record<AdverseKind, (upholding: Upholding, subject: string) => Promise<void>>> = {
  "return-plea": upholdRequest,
  claim: upholdClaim,
};

/** An appeal was granted: what a person had declined goes on, in the transaction of the decision, so that it does once. */
export async function uphold(
  upholding: Upholding,
  { kind, subject }: { readonly kind: AdverseKind; readonly subject: string },
): Promise<void> {
  await goesOn[kind]?.(upholding, subject);
}
