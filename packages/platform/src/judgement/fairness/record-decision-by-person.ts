import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { KindByPerson } from "./adverse-decision-table.ts";
import { recordAdverseDecision } from "./record-adverse-decision.ts";

interface DecidedByPerson {
  readonly kind: KindByPerson;
  /** The UUID of what was decided about; each is decided once. */
  readonly subject: string;
  readonly shopperId: string;
  readonly orderId: string;
  readonly currency: string;
  /** The account that decided: whoever looks at it again is somebody else. */
  readonly by: string;
  /** What the shopper is told, as that person wrote it. */
  readonly because: string;
  readonly at: Date;
}

/**
 * Writes down that a person decided against a shopper where they were free to decide otherwise, in the transaction of that decision: from then on the
 * shopper can ask for somebody else to look at it. No figures had a part in it but what the person says.
 */
export function recordDecisionByPerson(tx: DatabaseTx, { by, because, ...decided }: DecidedByPerson): Promise<void> {
  return recordAdverseDecision(tx, { ...decided, outcome: [], reasons: [], data: [], person: { by, because } });
}
