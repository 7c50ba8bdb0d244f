import { incidentClosed, requestReported } from "../../../facts/delivery/index.ts";
import type { RemedyKind, RequestKind } from "../../../facts/delivery/remedy.schema.ts";
import type { IdOf, IncidentId } from "../../../facts/identifiers/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { type Id, toWire } from "../../../foundation/ids/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { badInput, notFound } from "../../../foundation/problems/index.ts";
import { recordOutsideRefund, refundForDelay } from "../../../means/refunds/index.ts";
import { requestProcess, type ShopRequest } from "../../requests/index.ts";
import { answerTime, awaitAnswer } from "./await-answer.ts";
import { finish } from "./carry-out.ts";
import { type LockedRemedy, lockCase } from "./choose.ts";
import { noticeByLaw } from "./law-notice.ts";
import { reportRemedyRequest } from "./remedy.contract.ts";
import { remedyProcess } from "./remedy.ts";
import { reportExchangeRequest } from "./report-exchange.ts";
import { type Reported, reportCommands } from "./reported.ts";
import { changeRemedy } from "./store-remedy.ts";
import { tellTrouble } from "./tell-remedy.ts";
import { viewRequests } from "./view-request.ts";

export const reportRemedyRequestOperation = operation(reportRemedyRequest, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock, actor }, { requestId, ...reported }) {
    const known = await tx.db
      .selectFrom("remedy_requests")
      .select("incident_id")
      .where("id", "=", requestId)
      .executeTakeFirst();
    if (known && known.incident_id === null) {
      requireFitting("exchange", reported);
      await reportExchangeRequest({ tx, clock }, requestId, reported);
      return (await viewRequests(tx, [requestId]))[0]!;
    }
    // The remedy first: everybody who needs both takes it before the request.
    const locked = known && (await lockCase(tx, clock, known.incident_id as IdOf<typeof IncidentId>));
    if (!locked) throw notFound({ field: "requestId" });
    const request = await tx.db
      .selectFrom("remedy_requests")
      .selectAll()
      .where("id", "=", requestId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    requireFitting(request.kind, reported);
    if (request.state !== reported.outcome) await report({ tx, clock, actor: actor.id }, locked, request, reported);
    return (await viewRequests(tx, [requestId]))[0]!;
  },
});

/** A refund is told of a cancellation alone, a parcel of what is sent again: told of anything else they are a mistake. */
function requireFitting(kind: RequestKind, { outcome, parcel, refunded }: Reported): void {
  const wrong = (field: string, message: string) =>
    badInput({ field, reason: message }, { fields: [{ field, message }] });
  if (refunded !== undefined && (kind !== "cancel" || outcome !== "done")) {
    throw wrong("refunded", "belongs to a cancellation that is done");
  }
  const isSent = kind === "reship" || kind === "exchange";
  if (parcel !== undefined && !(isSent && outcome === "done")) {
    throw wrong("parcel", "belongs to goods that were sent");
  }
}

interface Context {
  readonly tx: Tx;
  readonly clock: Clock;
  readonly actor: string;
}

async function report(context: Context, locked: LockedRemedy, request: ShopRequest, reported: Reported): Promise<void> {
  const { tx, clock } = context;
  const { outcome, parcel, refunded, reason } = reported;
  const state = requestProcess.next(request.state, reportCommands[outcome]);
  const at = clock.now();
  await tx.db
    .updateTable("remedy_requests")
    .set({
      ...{ state, reported_at: at, parcel_key: parcel ?? null, refunded: refunded ?? null },
      refused_because: outcome === "refused" ? (reason ?? null) : null,
    })
    .where("id", "=", request.id)
    .execute();
  const { incidentId, orderId, shopperId } = locked.asked;
  const known = { ...(parcel !== undefined && { parcel }), ...(refunded !== undefined && { refunded }) };
  const told = { requestId: request.id as Id<"rmq">, kind: request.kind, outcome, ...known };
  const data = { incidentId, orderId, shopperId, ...told };
  await tx.append(requestReported({ subject: shopperId, at, data }));
  if (locked.remedy.state !== "waiting" || outcome === "acknowledged") return;
  if (outcome === "refused") await refuse(context, locked, request.kind);
  else await done(context, locked, request, refunded ?? 0n);
}

/**
 * It is open again without what the shop cannot do, and the shopper hears of it: in time to answer, as the times that were set before have
 * gone by while the shop was at it.
 */
async function refuse({ tx, clock }: Context, { remedy, asked }: LockedRemedy, kind: RequestKind): Promise<void> {
  const now = clock.now();
  const answerBy = await answerTime(tx, asked, now);
  const open = await changeRemedy(tx, remedy, {
    ...{ state: remedyProcess.next(remedy.state, "refuse"), refused: [...remedy.refused, remedyOf(kind)] },
    ...{ chosen: null, chosen_kind: null, chosen_at: null, chosen_by: null, result: null, answer_by: answerBy },
  });
  await awaitAnswer(tx, asked, answerBy, now);
  if (await noticeByLaw(tx, clock, { remedy: open, asked })) return;
  const times = open.refused.length;
  await tellTrouble(tx, clock, asked, times === 1 ? "again" : `again-${times}`);
}

const remedies: Partial<Record<RequestKind, RemedyKind>> = {
  reship: "reship",
  upgrade: "express-upgrade",
  redirect: "pickup-redirect",
  cancel: "cancel-refund",
};

function remedyOf(kind: RequestKind): RemedyKind {
  const remedy = remedies[kind];
  if (remedy === undefined) throw new Error(`no remedy asks for ${kind}`);
  return remedy;
}

/** The shop has done it. Only now is money given back for what was called off, beside what the shop has paid back by itself. */
async function done(context: Context, { remedy, asked }: LockedRemedy, request: ShopRequest, paidBack: bigint) {
  const { tx, clock } = context;
  const kind = remedyOf(request.kind);
  const decided = remedy.options.find(({ option }) => option === remedy.chosen);
  const refundId = request.kind === "cancel" ? await giveBack(context, { remedy, asked }, paidBack) : undefined;
  const cost = BigInt(Math.round(decided?.cost ?? 0));
  const result = { requestId: request.id, ...(refundId !== undefined && { refundId }) };
  const byLaw = decided === undefined;
  await finish({ tx, clock }, asked, remedy, { result, cost, chosen: { kind, byLaw, option: remedy.chosen ?? kind } });
  if (request.kind === "cancel") await close(context, { remedy, asked }, "cancelled");
  if (request.kind === "reship") await close(context, { remedy, asked }, "reshipped");
}

async function giveBack({ tx, clock, actor }: Context, { asked }: LockedRemedy, paidBack: bigint) {
  const { orderId } = asked;
  const reference = `remedy/${toWire("inc", asked.incidentId)}`;
  const reason = "cancelled" as const;
  if (paidBack > 0n) {
    const outside = { orderId, amount: paidBack, reason, reference: `${reference}/shop`, actor };
    await recordOutsideRefund(tx, clock, outside);
  }
  const rest = await refundForDelay(tx, clock, { orderId, what: "all", reason, reference: `${reference}/all`, actor });
  return rest?.id;
}

/** The trouble ends with it, unless it has ended already. */
async function close({ tx, clock, actor }: Context, { asked }: LockedRemedy, outcome: "cancelled" | "reshipped") {
  const { incidentId, orderId, shopperId, kind } = asked;
  const at = clock.now();
  const closed = await tx.db
    .updateTable("incidents")
    .set({ closed_at: at, closed_by: actor, outcome })
    .where("id", "=", incidentId)
    .where("closed_at", "is", null)
    .executeTakeFirst();
  if (closed.numUpdatedRows === 0n) return;
  await tx.append(incidentClosed({ subject: shopperId, at, data: { incidentId, orderId, shopperId, kind, outcome } }));
}
