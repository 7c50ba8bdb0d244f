import { sql } from "kysely";
import { qrSvg } from "../../foundation/barcodes/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { badInput, notFound } from "../../foundation/problems/index.ts";
import { lockLines, ownOrder } from "../orders/index.ts";
import { makeGiftCode } from "./gift.contract.ts";
import { hashOfGiftCode, newGiftCode } from "./gift-code.ts";
import { giftCodeMade } from "./gift-facts.ts";
import { viewGift } from "./read-gifts.ts";

export const makeGiftCodeOperation = operation(makeGiftCode, {
  by: { shopper: ownOrder, agent: anything, manager: anything, admin: anything, service: anything },
  limits: [{ name: "gift codes of order", calls: 30, perSeconds: 3_600, key: (_client, { orderId }) => orderId }],
  async run({ tx, clock, actor }, { orderId, lines: wanted }) {
    // Two codes made at once for the same line: the later one has it.
    await lockLines(tx, orderId);
    const bought = await tx.db
      .selectFrom("order_lines")
      .select(["line", "shopper_id"])
      .where("order_id", "=", orderId)
      .orderBy("line")
      .execute();
    const [first] = bought;
    if (!first) throw notFound({ field: "orderId" });
    const known = bought.map(({ line }) => line);
    const lines = [...new Set(wanted ?? known)].toSorted((a, b) => a - b);
    const unknown = lines.find((line) => !known.includes(line));
    if (unknown !== undefined) throw wrongLine((wanted ?? []).indexOf(unknown), unknown);
    const code = newGiftCode();
    const gift = {
      ...{ id: newId<"gft">(), code_hash: hashOfGiftCode(code), last_four: code.replaceAll("-", "").slice(-4) },
      ...{ order_id: orderId, shopper_id: first.shopper_id, made_at: clock.now() },
      ...{ made_by: `${actor.role}/${actor.id}`, bearer_id: null },
    };
    await tx.db.insertInto("gifts").values(gift).execute();
    await sql`
      insert into gift_lines (order_id, line, gift_id) select ${orderId}, unnest(${lines}::int[]), ${gift.id}
      on conflict (order_id, line) do update set gift_id = excluded.gift_id`.execute(tx.db);
    const shopperId = first.shopper_id as Id<"shp">;
    await tx.append(
      giftCodeMade({ subject: shopperId, at: gift.made_at, data: { giftId: gift.id, orderId, shopperId, lines } }),
    );
    return { gift: viewGift(gift, lines), code, qrSvg: qrSvg(code) };
  },
});

function wrongLine(place: number, line: number) {
  const [field, reason] = [`lines/${place}`, `is ${line}, which the order does not have`];
  return badInput({ field, reason }, { fields: [{ field, message: reason }] });
}
