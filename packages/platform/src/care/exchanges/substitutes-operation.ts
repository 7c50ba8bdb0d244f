import { ownOrder } from "../../facts/orders/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { ownRequest } from "../returns/requests/index.ts";
import { exchangeableLines } from "./exchangeable-lines.ts";
import { exchangeChoices, exchangeSubstitutes } from "./substitutes.contract.ts";
import { substitutesOf } from "./substitutes-of.ts";
import { byLine, valueOfRequest } from "./value-of-request.ts";

const staff = { associate: anything, agent: anything, manager: anything, admin: anything, service: anything };

export const exchangeSubstitutesOperation = operation(exchangeSubstitutes, {
  by: { shopper: ownOrder, ...staff },
  async run({ tx, locale }, { orderId, lines: wanted, q, limit }) {
    const { currency, lines } = await exchangeableLines(tx, orderId, wanted);
    const units = lines.map((line, index) => ({ ...line, reason: wanted[index]!.reason }));
    return { currency, lines: await substitutesOf(tx, locale, { currency, lines: units, q, limit }) };
  },
});

export const exchangeChoicesOperation = operation(exchangeChoices, {
  by: { shopper: ownRequest, ...staff },
  async run({ tx, locale }, { returnRequestId, q, limit }) {
    const query = tx.db.selectFrom("return_requests").select("currency").where("id", "=", returnRequestId);
    const request = await query.executeTakeFirst();
    if (!request) throw notFound({ field: "returnRequestId" });
    const { currency } = request;
    const { lines: back } = await valueOfRequest(tx, returnRequestId);
    const lines = [...byLine(back).values()].map(({ paid: value, ...line }) => ({ ...line, value }));
    return { currency, lines: await substitutesOf(tx, locale, { currency, lines, q, limit }) };
  },
});
