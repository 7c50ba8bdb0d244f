import { isOffer, makesGood } from "../../../facts/actions/index.ts";
import { remedyCarriedOut } from "../../../facts/delivery/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { type Id, toWire } from "../../../foundation/ids/index.ts";
import { issueOffer } from "../../../means/offers/index.ts";
import { type DelayRefund, refundForDelay } from "../../../means/refunds/index.ts";
import { grantCredit } from "../../../means/store-credit/index.ts";
import { askShop } from "./ask-shop.ts";
import type { RemedyCase } from "./read-case.ts";
import { remedyProcess } from "./remedy.ts";
import type { OpenOption } from "./remedy-options.ts";
import type { Remedy } from "./remedy-tables.ts";
import { changeRemedy } from "./store-remedy.ts";
import { tellDone } from "./tell-remedy.ts";

interface Context {
  readonly tx: Tx;
  readonly clock: Clock;
}

/**
 * Does what was chosen, in the transaction of the choice: all of it happens or nothing. What only the shop can do is asked of it, and is
 * carried out once it says so.
 * @param remedy locked, in the state `chosen`
 * @returns undefined where it cannot be done any more, and nothing was changed
 */
export async function carryOut(
  context: Context,
  asked: RemedyCase,
  remedy: Remedy,
  chosen: OpenOption,
  actor: string,
): Promise<Remedy | undefined> {
  const { tx } = context;
  const { kind, terms } = chosen;
  if (terms === undefined) throw new Error(`${kind} of ${remedy.incident_id} gives nothing`);
  if (makesGood(terms)) {
    const requestId = await askShop(context, asked, kind);
    return changeRemedy(tx, remedy, { state: remedyProcess.next("chosen", "ask"), result: { requestId } });
  }
  const done = await give(context, asked, remedy, chosen, actor);
  if (!done) return undefined;
  const given = await changeRemedy(tx, remedy, { goodwill_given: true });
  return finish(context, asked, given, { ...done, chosen });
}

interface Given {
  readonly result: object;
  /** Paid at once, minor units. */
  readonly cost: bigint;
}

async function give(
  { tx, clock }: Context,
  asked: RemedyCase,
  remedy: Remedy,
  { option, kind, terms }: OpenOption,
  actor: string,
): Promise<Given | undefined> {
  const { orderId, shopperId, currency } = asked;
  const reference = `remedy/${toWire("inc", asked.incidentId)}`;
  const decisionId = remedy.decision_id as Id<"dec">;
  if (terms?.kind === "credit") {
    const amount = BigInt(terms.amount);
    const grant = { shopperId, amount, currency, reference, because: "remedy", actor, orderId, decisionId } as const;
    const { id } = await grantCredit(tx, clock, grant);
    return { result: { creditEntryId: id }, cost: amount };
  }
  if (terms && isOffer(terms)) {
    const { id } = await issueOffer(tx, { action: option, terms, currency, decisionId, shopperId }, clock.now());
    return { result: { offerId: id }, cost: 0n };
  }
  const what: DelayRefund | undefined =
    terms?.kind === "partial-refund"
      ? { percent: terms.percent }
      : terms?.kind === "shipping-refund"
        ? "postage"
        : undefined;
  if (what === undefined) throw new Error(`nobody knows how to give ${kind}`);
  const reason = asked.kind === "lost" || asked.kind === "damaged" ? asked.kind : "late-delivery";
  const refund = await refundForDelay(tx, clock, { orderId, what, reason, reference, actor });
  return refund && { result: { refundId: refund.id }, cost: refund.amount };
}

/** Closes a remedy that is carried out, tells of it, and says what it has cost. */
export async function finish(
  { tx, clock }: Context,
  asked: RemedyCase,
  remedy: Remedy,
  { result, cost, chosen }: Given & { readonly chosen: Pick<OpenOption, "kind" | "byLaw" | "option"> },
): Promise<Remedy> {
  const { incidentId, orderId, shopperId, currency } = asked;
  const at = clock.now();
  const state = remedyProcess.next(remedy.state, "carry-out");
  const changed = await changeRemedy(tx, remedy, { state, carried_out_at: at, result });
  await tx.append(
    remedyCarriedOut({
      subject: shopperId,
      at,
      data: {
        ...{ incidentId, orderId, shopperId, kind: chosen.kind, cost, currency },
        // What is owed, or the law grants, is nobody's decision, and teaches nothing about one.
        ...(!chosen.byLaw && { decisionId: remedy.decision_id as Id<"dec">, action: chosen.option }),
      },
    }),
  );
  await tellDone(tx, clock, asked, chosen.kind);
  return changed;
}
