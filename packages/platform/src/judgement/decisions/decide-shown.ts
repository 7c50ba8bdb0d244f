import type { ActionTerms } from "../../facts/actions/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Question } from "./case.ts";
import { chosenTerms } from "./chosen-terms.ts";
import { writeDecisions } from "./decision-log.ts";
import type { Moment } from "./moment.ts";
import { rowOf, toDecide } from "./to-decide.ts";
import { readWhatStands } from "./what-stands.ts";

/** What was decided about a question that may never become more than a question. */
interface Shown {
  /** Undefined for doing nothing. */
  readonly terms: ActionTerms | undefined;
  /** Writes it down, as decided about what the question has become. */
  write(tx: Tx, subject: string): Promise<void>;
}

/**
 * Decides what is shown beside something that a shopper only looks at: nothing is written until something comes of it, so that it can be asked as
 * often as one likes, in a transaction that only reads. The random part hangs on the question's own subject alone: the same question is answered the
 * same, and what is written down later is what was shown, as long as no program was published in between. No budget pays for it.
 * @param question whose subject is made from what is asked
 */
export async function decideShown(
  { tx, clock }: { readonly tx: DatabaseTx; readonly clock: Clock },
  moment: Moment,
  question: Question,
): Promise<Shown> {
  const stands = await readWhatStands(tx, moment, [question], clock.now());
  const due = await toDecide(moment, question, stands, clock.now());
  const row = rowOf(due, { asked: due.asked, weighed: due.weigh(due.asked) });
  return {
    terms: chosenTerms(row),
    async write(writing, subject) {
      if (due.program) await writeDecisions(writing, [{ ...row, subject }]);
    },
  };
}
