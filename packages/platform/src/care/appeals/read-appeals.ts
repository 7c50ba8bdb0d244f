import type { Locale } from "@aftercare/messages";
import { sql } from "kysely";
import { z } from "zod";
import { labelsOf } from "../../facts/persons/index.ts";
import { namesOfActors } from "../../foundation/auth/index.ts";
import { At } from "../../foundation/contracts/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { pageOf, readCursor } from "../../foundation/paging/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import type { AdverseDecisionTable } from "../../judgement/fairness/index.ts";
import { getAppeal, searchAppeals } from "./appeal.contract.ts";
import type { AppealTable } from "./appeal-table.ts";
import type { Adverse } from "./explain.ts";
import { viewDecision } from "./view-decision.ts";

const desk = { agent: anything, manager: anything, admin: anything };

export const getAppealOperation = operation(getAppeal, {
  by: desk,
  run: ({ tx, locale }, { appealId }) => viewAppeal(tx, appealId, locale),
});

const Place = z.object({ at: At, id: z.uuid() });

export const searchAppealsOperation = operation(searchAppeals, {
  by: desk,
  async run({ tx, locale }, { state, cursor, limit }) {
    const after = readCursor(Place, cursor);
    const isByDue = state === "open";
    const at = isByDue ? sql`a.answer_by` : sql`a.made_at`;
    const further = after
      ? isByDue
        ? sql`(${at}, a.id) > (${after.at}, ${after.id}::uuid)`
        : sql`(${at}, a.id) < (${after.at}, ${after.id}::uuid)`
      : sql`true`;
    const rows = await readAppeals(
      tx,
      sql`${further} and ${state === undefined ? sql`true` : sql`a.state = ${state}`}
        order by ${at} ${isByDue ? sql`asc, a.id asc` : sql`desc, a.id desc`} limit ${limit + 1}`,
    );
    const page = pageOf(rows, limit, Place, (row) => ({ at: isByDue ? row.answer_by : row.made_at, id: row.id }));
    return {
      items: await viewRows(tx, page.rows, locale),
      ...(page.next !== undefined && { next: page.next }),
    };
  },
});

/** @throws not-found (404) */
export async function viewAppeal(tx: DatabaseTx, appealId: string, locale: Locale) {
  const rows = await readAppeals(tx, sql`a.id = ${appealId}`);
  const [view] = await viewRows(tx, rows, locale);
  if (!view) throw notFound();
  return view;
}

type Row = AppealTable &
  Omit<Adverse, "decided_by"> &
  Pick<AdverseDecisionTable, "subject" | "appeal_by"> & {
    readonly about_at: Date;
    readonly about_by: string | null;
    readonly order_number: string | null;
  };

async function readAppeals({ db }: DatabaseTx, where: ReturnType<typeof sql>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select a.*, d.kind, d.currency, d.reasons, d.subject, d.because, d.appeal_by, d.outcome, d.data,
      d.decided_at as about_at, d.decided_by as about_by, o.key as order_number
    from appeals a join adverse_decisions d on d.id = a.adverse_decision_id
    left join orders o on o.id = a.order_id where ${where}`.execute(db);
  return rows;
}

async function viewRows(tx: DatabaseTx, rows: readonly Row[], locale: Locale) {
  const labels = await labelsOf(
    tx,
    rows.map(({ shopper_id }) => shopper_id),
  );
  const names = await namesOfActors(
    tx,
    rows.flatMap(({ decided_by, about_by }) => [decided_by, about_by]),
  );
  return rows.map((row) => {
    const shopper = labels.get(row.shopper_id);
    const decider = names.get(row.decided_by ?? "");
    const before = names.get(row.about_by ?? "");
    const about = { ...row, id: row.adverse_decision_id, decided_at: row.about_at, decided_by: row.about_by };
    return {
      ...{ appealId: row.id as Id<"apl">, shopperId: row.shopper_id as Id<"shp">, currency: row.currency },
      ...{ madeAt: row.made_at, madeBy: row.made_by, answerBy: row.answer_by, state: row.state },
      ...(shopper && { shopper }),
      ...(row.order_id !== null && { orderId: row.order_id as Id<"ord"> }),
      ...(row.order_number !== null && { orderNumber: row.order_number }),
      ...(row.said !== null && { said: row.said }),
      ...(row.answer !== null && { answer: row.answer }),
      ...(row.decided_at !== null && { decidedAt: row.decided_at }),
      ...(row.decided_by !== null && { decidedBy: row.decided_by }),
      ...(decider !== undefined && { decidedByName: decider }),
      ...(row.refund_id !== null && { refundId: row.refund_id as Id<"rfd"> }),
      about: {
        ...viewDecision(about, locale),
        ...(row.about_by !== null && { decidedBy: row.about_by }),
        ...(before !== undefined && { decidedByName: before }),
      },
    };
  });
}
