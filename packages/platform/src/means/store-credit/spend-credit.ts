import { postEntry } from "../../facts/ledger/index.ts";
import { storeCreditSpent } from "../../facts/store-credit/index.ts";
import { type Id, toWire } from "../../foundation/ids/index.ts";
import { anything, operation, type Rule } from "../../foundation/operations/index.ts";
import { bookCredit } from "./book-credit.ts";
import { spendCredit as contract } from "./credit.contract.ts";
import { requirePlace } from "./require-place.ts";
import { viewEntry } from "./view-entry.ts";

/** Whoever stands at the till may pay with their credit there, wherever it comes from. */
const atOwnStore: Rule<{ readonly storeId?: string | undefined }> = {
  name: "at own store",
  allows: ({ actor }, { storeId }) =>
    actor.scope["storeId"] !== undefined && (storeId === undefined || storeId === actor.scope["storeId"]),
};

export const spendCreditOperation = operation(contract, {
  by: { associate: atOwnStore, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock, actor }, { shopperId: asked, amount, currency, reference, orderId, ...input }) {
    const storeId = input.storeId ?? (actor.scope["storeId"] as Id<"sto"> | undefined);
    await requirePlace(tx, { storeId, orderId, currency });
    const { entry, isNew } = await bookCredit(tx, clock, {
      ...{ shopperId: asked, currency, kind: "spend", amount: -amount, reference: `spend/${reference}` },
      ...{ orderId, storeId, actor: actor.id },
    });
    if (!isNew) return viewEntry(entry);
    const { id, at, balance } = entry;
    const shopperId = entry.shopper_id as Id<"shp">;
    await postEntry(tx, clock, {
      ...{
        kind: "credit-spent",
        reference: `store-credit/${toWire("cre", id)}`,
        shopperId,
        currency,
        orderId,
        actor: actor.id,
      },
      lines: [
        { account: "store-credit", amount },
        { account: "credit-used", amount: -amount },
      ],
    });
    const where = { ...(orderId !== undefined && { orderId }), ...(storeId !== undefined && { storeId }) };
    const data = { shopperId, entryId: id as Id<"cre">, amount, currency, balance, reference, ...where };
    await tx.append(storeCreditSpent({ subject: shopperId, at, data }));
    return viewEntry(entry);
  },
});
