import { pointsAdjusted } from "../../facts/points/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { bookAccount } from "./book-account.ts";
import { lockAccount, type OpenAccount, viewAccount } from "./locked-account.ts";
import { endOfDayAfter } from "./periods.ts";
import { adjustPoints } from "./points.contract.ts";
import { noPointsAccount, requireHolder } from "./require-holder.ts";

/** Taking is limited to what can be used now: nobody is made to owe by hand. */
export const adjustPointsOperation = operation(adjustPoints, {
  by: { manager: anything, admin: anything },
  async run({ tx, clock, actor }, { shopperId: asked, points, reason, note, dryRun }) {
    const shopperId = await requireHolder(tx, asked);
    const now = clock.now();
    const opening = { shopperId, now };
    const open = dryRun ? await viewAccount(tx, opening) : await lockAccount(tx, opening);
    if (!open) throw noPointsAccount({ field: "shopperId" });
    const before = open.points.position(now);
    book(open, points, reason);
    if (dryRun) return { before, after: open.points.position(now) };
    await bookAccount(tx, open, actor.id);
    if (note !== undefined) {
      const { number } = open.points.entries.findLast(({ kind }) => kind === "adjust")!;
      await tx.db.insertInto("points_notes").values({ shopper_id: shopperId, number, note }).execute();
    }
    await tx.append(pointsAdjusted({ subject: shopperId, at: now, data: { shopperId, points, reason } }));
    return { before, after: open.points.position(now) };
  },
});

function book({ points: account, now, timeZone, current }: OpenAccount, points: bigint, reason: string): void {
  const booking = { reference: `adjust/${newId()}`, at: now, reason };
  const { expiresAfterMonths: months } = current.scheme;
  const expiresAt = months === undefined ? undefined : endOfDayAfter(now, { months }, timeZone);
  if (points < 0n) account.take("adjust", -points, booking, now);
  else account.give("adjust", { points, availableAt: now, released: true, expiresAt }, booking, now);
}
