import type { DatabaseTx } from "../../foundation/database/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import type { AdverseKind, LessThanUsual, UsedData } from "./adverse-decision-table.ts";

/** Days within which a shopper can ask a person to look at it. */
const appealDays = 14;
const dayMs = 86_400_000;

interface Adverse {
  readonly shopperId: string;
  readonly orderId: string | undefined;
  readonly kind: AdverseKind;
  /** The UUID of what was decided about; each is decided once. */
  readonly subject: string;
  readonly currency: string;
  readonly outcome: readonly LessThanUsual[];
  /** Keys below `appeals.reason.`. */
  readonly reasons: readonly string[];
  readonly data: readonly UsedData[];
  readonly at: Date;
  /** The person who decided and their words; absent where the house did by itself. */
  readonly person?: { readonly by: string; readonly because: string };
}

/**
 * Writes down a decision against a shopper, where neither the law nor what is usual made it: with everything that was looked at, so that it can be
 * explained, and a person can be asked to look at it again (Regulation (EU) 2016/679, Article 22 (3), whether or not it weighs heavily enough for
 * it). The same again changes nothing.
 */
export async function recordAdverseDecision({ db }: DatabaseTx, adverse: Adverse): Promise<void> {
  const { shopperId, orderId, kind, subject, currency, outcome, reasons, data, at, person } = adverse;
  await db
    .insertInto("adverse_decisions")
    .values({
      ...{ id: newId<"adv">(), shopper_id: shopperId, order_id: orderId ?? null, kind, subject, currency },
      ...{ outcome: JSON.stringify(outcome), reasons: [...reasons], data: JSON.stringify(data) },
      ...{ decided_at: at, appeal_by: new Date(at.getTime() + appealDays * dayMs) },
      ...{ decided_by: person?.by ?? null, because: person?.because ?? null },
    })
    .onConflict((conflict) => conflict.columns(["kind", "subject"]).doNothing())
    .execute();
}
