import { sql } from "kysely";
import { disposeItemsOperation, type Grade, inspectItemOperation } from "../../care/dispositions/index.ts";
import { isFaulty } from "../../facts/returns/reasons/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { Context, Runtime } from "../../foundation/operations/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { source } from "./shop-system.ts";

const dayMs = 86_400_000;
/** How long goods lie before somebody looks at them. */
const lieMs = dayMs;
/** Whoever comes to the desk finds some that wait. */
const leaves = 6;

interface Waiting {
  readonly id: Id<"itm">;
  readonly reason: string | null;
}

/**
 * Lets the sample's warehouse look at what came back, oldest first and by the same operations as at the desk, each in a transaction of its own. What
 * nothing can be recommended for is left to people, and so are the latest few.
 */
export async function inspectReturns({ work, clock }: Runtime, most: number): Promise<void> {
  const waiting = await work.run(source, async (tx) => {
    const { rows } = await sql<Waiting>`
      select id, reason from (
        select id, reason, received_at, count(*) over () as waits, row_number() over (order by received_at, id) as place
        from items where state = 'waiting'
      ) queue
      where received_at < ${new Date(clock.now().getTime() - lieMs)} and place <= waits - ${leaves}
      order by place limit ${most}`.execute(tx.db);
    return rows;
  });
  for (const item of waiting) {
    try {
      await work.run(source, (tx) => inspect(tx, clock, item));
    } catch (problem) {
      // A destination was changed meanwhile: the item goes on waiting.
      if (!(problem instanceof Problem) || problem.status >= 500) throw problem;
    }
  }
}

async function inspect(tx: Tx, clock: Runtime["clock"], { id, reason }: Waiting): Promise<void> {
  const session = { token: undefined, start: () => {}, end: () => {} };
  const actor = { role: "service", id: source, scope: {} } as const;
  const context: Context = { tx, clock, actor, locale: "en", session };
  const held = await tx.db.selectFrom("items").select("state").where("id", "=", id).forUpdate().executeTakeFirst();
  // Somebody at the desk was faster.
  if (held?.state !== "waiting") return;
  const asked = { itemId: id, grade: gradeOf(id, reason), again: false };
  const { options, needsSecondLook } = await inspectItemOperation.run(context, asked);
  const [best] = options;
  if (best?.recommended !== true || best.option === "refurbish") return;
  const { option: disposition, destination, storeId } = best;
  // What was wrong with it and is not any more, a person says.
  if (needsSecondLook && (disposition === "rts" || disposition === "stock_transfer")) return;
  await disposeItemsOperation.run(context, {
    ...{ itemIds: [id], disposition },
    ...(destination && { destinationId: destination.destinationId }),
    ...(storeId !== undefined && { storeId }),
  });
}

/** The same for an item whenever it is looked at: by the last of its random digits. */
function gradeOf(id: string, reason: string | null): Grade {
  const share = Number.parseInt(id.slice(-4), 16) / 0x1_0000;
  const shares: readonly [Grade, number][] =
    reason !== null && isFaulty(reason)
      ? [
          ["TT", 0.15],
          ["B", 0.5],
          ["C", 0.85],
          ["X", 1],
        ]
      : [
          ["N", 0.4],
          ["TT", 0.8],
          ["A", 0.92],
          ["B", 1],
        ];
  return shares.find(([, until]) => share < until)?.[0] ?? "B";
}

/** What came back before the sample's warehouse had inspectors was looked at elsewhere, and is known of no more. */
export async function forgetEarlierItems(tx: Tx, before: Date): Promise<void> {
  await tx.db.deleteFrom("items").where("state", "=", "waiting").where("received_at", "<", before).execute();
}
