import { postEntry } from "../../facts/ledger/index.ts";
import { shopperMerged } from "../../facts/shoppers/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type Id, toWire } from "../../foundation/ids/index.ts";
import { on, type Reaction } from "../../foundation/reactions/index.ts";
import { lockAccount, lockHolder } from "./account.ts";
import { writeEntry } from "./book-credit.ts";

const actor = "store-credit";

/** A guest's credit goes to the account they turned out to be: it is spent there from now on. */
const moveWhenMerged = on(shopperMerged, "store-credit.move-when-merged", async ({ tx, clock }, { data }) => {
  const { guestId } = data;
  const holder = await lockHolder(tx, guestId);
  const held = await tx.db
    .selectFrom("store_credit_accounts")
    .select("currency")
    .where("shopper_id", "=", guestId)
    .where("balance", ">", 0n)
    .orderBy("currency")
    .execute();
  for (const { currency } of held) await move(tx, clock, { guestId, holder, currency });
});

interface Move {
  readonly guestId: Id<"shp">;
  readonly holder: Id<"shp">;
  readonly currency: string;
}

async function move(tx: DatabaseTx, clock: Clock, { guestId, holder, currency }: Move): Promise<void> {
  const from = await lockAccount(tx, guestId, currency);
  const to = await lockAccount(tx, holder, currency);
  const amount = from.balance;
  const reference = `move/${toWire("shp", guestId)}`;
  const { id } = await writeEntry(tx, clock, from, { kind: "move-out", amount: -amount, reference, actor });
  await writeEntry(tx, clock, to, { kind: "move-in", amount, reference, actor });
  await postEntry(tx, clock, {
    ...{ kind: "credit-moved", reference: `store-credit/${toWire("cre", id)}`, shopperId: holder, currency, actor },
    lines: [
      { account: "store-credit", amount, shopperId: guestId },
      { account: "store-credit", amount: -amount },
    ],
  });
}

export const storeCreditReactions: readonly Reaction[] = [moveWhenMerged];
