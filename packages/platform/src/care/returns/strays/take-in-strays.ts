import { newId } from "../../../foundation/ids/index.ts";
import { anything, operation, type Rule } from "../../../foundation/operations/index.ts";
import { notFound, problemKind } from "../../../foundation/problems/index.ts";
import { putStraysInLine, viewItems } from "../../dispositions/index.ts";
import { guestOfCounter } from "../counter/index.ts";
import { takeInStrays } from "./stray.contract.ts";

/** The parcel is of an announced return: its goods are received there. */
const parcelOfReturn = problemKind("parcel-of-return", 409);

const inOwnStore: Rule<{ readonly storeId?: string | undefined }> = {
  name: "in own store",
  allows: ({ actor }, { storeId }) => storeId !== undefined && storeId === actor.scope["storeId"],
};

/** Goods of a parcel that nobody knows: nobody's until somebody says whose, and therefore of a guest of their own. */
export const takeInStraysOperation = operation(takeInStrays, {
  by: { associate: inOwnStore, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock }, { storeId, trackingNumber, goods }) {
    if (storeId !== undefined) {
      const store = await tx.db.selectFrom("stores").select("id").where("id", "=", storeId).executeTakeFirst();
      if (!store) throw notFound({ field: "storeId" });
    }
    if (trackingNumber !== undefined) {
      const request = await tx.db
        .selectFrom("return_labels as l")
        .innerJoin("return_requests as q", "q.id", "l.return_request_id")
        .select("q.number")
        .where("l.tracking_number", "=", trackingNumber.toUpperCase())
        .where("q.state", "in", ["open", "on-its-way", "partly-received"])
        .executeTakeFirst();
      if (request) throw parcelOfReturn({ field: "trackingNumber", number: request.number });
    }
    const itemIds = await putStraysInLine(
      { tx, clock },
      {
        ...{ receiptId: newId<"ret">(), storeId, shopperId: await guestOfCounter(tx, clock), trackingNumber },
        goods: goods.map((each) => ({ ...each, kind: "unknown" as const })),
      },
    );
    const items = await tx.db.selectFrom("items").selectAll().where("id", "in", itemIds).orderBy("id").execute();
    return { items: await viewItems(tx, items) };
  },
});
