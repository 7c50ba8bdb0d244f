import { sql } from "kysely";
import { z } from "zod";
import { readRetailer } from "../../facts/retailer/index.ts";
import { isHoliday, loadHolidays } from "../../facts/shipping/index.ts";
import { At } from "../../foundation/contracts/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { readCursor, writeCursor } from "../../foundation/paging/index.ts";
import { badInput } from "../../foundation/problems/index.ts";
import type { GrantedBy } from "./grant.ts";
import { type PastReturn, pastReturns } from "./past-returns.ts";
import type { PolicyDocument } from "./policy.schema.ts";
import { readPolicy } from "./policy-in-force.ts";
import { type ReadyPolicy, readyPolicy } from "./ready-policy.ts";
import { type TrialExample, tryReturnPolicy } from "./trial.contract.ts";
import { type Difference, treat } from "./trial-case.ts";
import { type Compared, compared, groupsOf, raisedByLaw } from "./trial-tally.ts";

const Place = z.object({ at: At, id: z.uuid() });
const dayMs = 86_400_000;
/** Of each part; whoever adds parts up keeps the greatest of all. */
const mostExamples = 12;

export const tryReturnPolicyOperation = operation(tryReturnPolicy, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock }, { document, within, assume, cursor, limit }) {
    const now = clock.now();
    const since = new Date(now.getTime() - within * dayMs);
    const { timeZone, currency } = await readRetailer(tx);
    const { version, document: standing } = (await readPolicy(tx))!;
    const [inForce, draft] = [ready(standing), ready(document)];
    const before = readCursor(Place, cursor);
    const { returns, seen, last } = await pastReturns(tx, { since, before, limit });
    const own = returns.filter((past) => past.currency === currency);
    await loadCalendars(own);
    const situation = {
      ...{ timeZone, assume },
      isHoliday: (country: string, day: number) => isHoliday({ country }, day),
    };
    const cases = own.map((past) => compared(past, treat(past, inForce, situation), treat(past, draft, situation)));
    const changed = cases.filter(({ changes }) => changes.length > 0);
    return {
      ...{ currency, policyVersion: version, seen, leftOut: seen - own.length, changed: changed.length },
      ...(before === undefined && { of: await countSince(tx, since) }),
      ...{ groups: groupsOf(cases), raised: raisedByLaw(cases), assumed: assume },
      examples: changed.map(viewExample).toSorted(byDifference).slice(0, mostExamples),
      ...(seen === limit && last && { next: writeCursor(Place, last) }),
    };
  },
});

/** @throws bad-input (400) naming the first condition that makes no sense */
function ready(document: PolicyDocument): ReadyPolicy {
  const policy = readyPolicy(document);
  if ("rules" in policy) return policy;
  const fields = policy.faults.map(({ path, message }) => ({ field: `document/${path}`, message }));
  const [first] = fields;
  throw badInput({ field: first?.field ?? "document", reason: first?.message ?? "" }, { fields });
}

async function loadCalendars(returns: readonly PastReturn[]): Promise<void> {
  const years = [...new Set(returns.flatMap(({ at }) => [at.getUTCFullYear() - 1, at.getUTCFullYear()]))];
  const countries = [...new Set(returns.map(({ country }) => country ?? "DE"))];
  await loadHolidays(
    countries.map((country) => ({ country })),
    [...years, Math.max(0, ...years) + 1],
  );
}

async function countSince(tx: DatabaseTx, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from returns where not cancelled and returned_at >= ${since}`.execute(tx.db);
  return rows[0]?.count ?? 0;
}

function viewExample({ past, inForce, draft, changes, groups }: Compared): TrialExample {
  const key = (by: string) => groups.find((group) => group.by === by)?.key ?? "";
  return {
    ...{ returnId: past.id, orderId: past.orderId, number: past.number, at: past.at },
    ...{ segment: key("segment"), tier: key("tier"), reason: key("reason") },
    paid: past.lines.reduce((sum, { amount }) => sum + Number(amount), 0),
    changes: changes.map(({ because, what, inForce: before, draft: after }) => ({
      ...{ what, inForce: listed(before), draft: listed(after), because: grantedBy(because) },
    })),
    costs: draft.cost - inForce.cost,
    contentment: draft.contentment - inForce.contentment,
  };
}

function listed(value: Difference["draft"]) {
  if (typeof value !== "object") return value;
  return "locker" in value ? { ...value } : [...value];
}

function grantedBy(by: GrantedBy) {
  return typeof by === "string" ? { by } : { by: "rule" as const, rule: by.rule };
}

function byDifference(one: TrialExample, other: TrialExample): number {
  return Math.abs(other.costs) - Math.abs(one.costs) || Math.abs(other.contentment) - Math.abs(one.contentment);
}
