import type { DatabaseTx } from "../../../foundation/database/index.ts";
import type { Id } from "../../../foundation/ids/index.ts";
import { newId } from "../../../foundation/ids/index.ts";
import { anything, operation, type Rule } from "../../../foundation/operations/index.ts";
import { badInput, notFound, problemKind } from "../../../foundation/problems/index.ts";
import { countOutAtTill } from "../../../means/refunds/index.ts";
import { putStraysInLine } from "../../dispositions/index.ts";
import { countedOutWith, previewReceipt, readReceiptMoney } from "./receipt-money.ts";
import { type ReceivedUnits, receiveUnits } from "./receive-units.ts";
import { previewReceipt as contract, receiveReturn } from "./return-request.contract.ts";
import { requireOurs } from "./shop-request.ts";
import { type LockedRequest, lockRequest, outstanding, readLines } from "./store-request.ts";
import { viewRequest } from "./view-request.ts";

/** Everything that is said to have come in was written down before, or is not awaited any more. */
const nothingAwaited = problemKind("nothing-awaited", 409);

const inOwnStore: Rule<{ readonly storeId?: Id<"sto"> | undefined }> = {
  name: "in own store",
  allows: ({ actor }, { storeId }) => storeId !== undefined && storeId === actor.scope["storeId"],
};

/** Writes down what came in. What is more than was awaited, or something else, is kept apart for a person, and nothing is paid for it. */
export const receiveReturnOperation = operation(receiveReturn, {
  by: { associate: inOwnStore, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock, actor, locale }, given) {
    const { returnRequestId, returnId = newId<"ret">(), storeId, countOut, lines, others } = given;
    if (lines.length + others.length === 0) throw wrong("lines", "expected at least one line, or something else");
    if (countOut && storeId === undefined) throw wrong("storeId", "say at which store’s till it is counted out");
    const locked = await lockRequest(tx, returnRequestId);
    requireOurs(locked.request);
    const known = await tx.db.selectFrom("returns").select("returned_at").where("id", "=", returnId).executeTakeFirst();
    if (known) {
      const money = await readReceiptMoney(tx, locked, { returnId, at: known.returned_at });
      return { returnId, request: await viewRequest(tx, locked.request, locale), money };
    }
    // Nothing came in but what was not awaited, and it was written down before.
    const stray = tx.db.selectFrom("return_strays").select("place").where("return_id", "=", returnId).limit(1);
    if (await stray.executeTakeFirst()) return { request: await viewRequest(tx, locked.request, locale) };
    const { units, over } = share(locked, lines);
    // Said twice, most likely: nothing new came in.
    if (units.length + others.length === 0) throw nothingAwaited({ number: locked.request.number });
    const strays = [...over, ...others.map(({ sku, quantity, kind }) => ({ sku, quantity, kind }))];
    if (strays.length > 0) {
      const { request } = locked;
      const shopperId = request.shopper_id as Id<"shp">;
      await putStraysInLine({ tx, clock }, { receiptId: returnId, storeId, request, shopperId, goods: strays });
    }
    if (units.length === 0) return { request: await viewRequest(tx, locked.request, locale) };
    const received = await receiveUnits({ tx, clock, actor: actor.id }, locked, units, { storeId, returnId });
    if (countOut) {
      await countOutAtTill(
        { tx, clock, actor: actor.id },
        await refundsOf(tx, returnRequestId),
        countedOutWith(returnId),
      );
    }
    const money = await readReceiptMoney(tx, received, { returnId, at: clock.now() });
    return { returnId, request: await viewRequest(tx, received.request, locale), money };
  },
});

/** Before it counts: who would give what. */
export const previewReceiptOperation = operation(contract, {
  by: { associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx }, { returnRequestId, lines }) {
    const known = tx.db.selectFrom("return_requests").selectAll().where("id", "=", returnRequestId);
    const request = await known.executeTakeFirst();
    if (!request) throw notFound();
    requireOurs(request);
    const read = { request, lines: await readLines(tx, [returnRequestId]) };
    return previewReceipt(tx, read, share(read, lines).units);
  },
});

/** All that a request promised, also before its goods came: whoever stands at the till takes what waits for one. */
async function refundsOf(tx: DatabaseTx, requestId: string): Promise<string[]> {
  const query = tx.db.selectFrom("return_settlements").select("refund_id").where("request_id", "=", requestId);
  return (await query.execute()).flatMap(({ refund_id }) => refund_id ?? []);
}

function wrong(field: string, reason: string) {
  return badInput({ field, reason }, { fields: [{ field, message: reason }] });
}

interface Shared {
  readonly units: readonly ReceivedUnits[];
  readonly over: readonly { readonly sku: string; readonly quantity: number; readonly kind: "over" }[];
}

/** Shares out what came in over the lines of the request, in their order; what is left over was not announced. */
function share(
  { lines }: LockedRequest,
  came: readonly { readonly line: number; readonly quantity: number }[],
): Shared {
  const left = new Map(lines.map((line) => [line.place, outstanding(line)]));
  const units: ReceivedUnits[] = [];
  const over: Shared["over"][number][] = [];
  for (const [index, { line, quantity }] of came.entries()) {
    const own = lines.filter((each) => each.order_line === line);
    const [first] = own;
    if (!first) throw wrong(`lines/${index}/line`, "is no line of this request; give it under others");
    let rest = quantity;
    for (const { place } of own) {
      const taken = Math.min(rest, left.get(place) ?? 0);
      if (taken === 0) continue;
      left.set(place, (left.get(place) ?? 0) - taken);
      units.push({ place, quantity: taken });
      rest -= taken;
    }
    if (rest > 0) over.push({ sku: first.sku, quantity: rest, kind: "over" });
  }
  return { units, over };
}
