import { ownOrder } from "../../../facts/orders/index.ts";
import { deletePictures, readPicture } from "../../../foundation/files/index.ts";
import type { Id } from "../../../foundation/ids/index.ts";
import { toWire } from "../../../foundation/ids/index.ts";
import { anything, operation, type Rule } from "../../../foundation/operations/index.ts";
import { forbidden, notFound } from "../../../foundation/problems/index.ts";
import { getReturnPhoto, removeReturnPhoto, returnPhotosOfOrder } from "./photo.contract.ts";

/** A signed link opens one order and its photos. Any other answers as if it did not exist. */
const ownPhoto: Rule<{ readonly photoId: string }> = {
  name: "photo of own order",
  async allows({ tx, actor }, { photoId }) {
    const query = tx.db.selectFrom("return_photos").select("order_id").where("photo_id", "=", photoId);
    const row = await query.executeTakeFirst();
    if (row === undefined || row.order_id !== actor.scope["orderId"]) throw notFound();
    return true;
  },
};

const staff = { associate: anything, agent: anything, manager: anything, admin: anything, service: anything };

export const returnPhotosOfOrderOperation = operation(returnPhotosOfOrder, {
  by: { shopper: ownOrder, ...staff },
  async run({ tx }, { orderId }) {
    const rows = await tx.db
      .selectFrom("return_photos")
      .selectAll()
      .where("order_id", "=", orderId)
      .orderBy("stored_at")
      .orderBy("photo_id")
      .execute();
    return {
      items: rows.map(({ photo_id, line, by_shopper, stored_at }) => ({
        ...{ photoId: photo_id as Id<"pic">, line, at: stored_at },
        by: by_shopper ? ("shopper" as const) : ("staff" as const),
      })),
    };
  },
});

export const getReturnPhotoOperation = operation(getReturnPhoto, {
  by: { shopper: ownPhoto, ...staff },
  async run({ tx }, { photoId }) {
    const known = await tx.db
      .selectFrom("return_photos")
      .select("line")
      .where("photo_id", "=", photoId)
      .executeTakeFirst();
    const picture = known && (await readPicture(tx, photoId));
    if (!picture) throw notFound();
    const extension = picture.type.replace(/^image\//, "");
    return { type: picture.type, name: `${toWire("pic", photoId)}.${extension}`, bytes: picture.bytes };
  },
});

export const removeReturnPhotoOperation = operation(removeReturnPhoto, {
  by: { shopper: ownPhoto, agent: anything, manager: anything, admin: anything },
  async run({ tx, actor }, { photoId }) {
    const query = tx.db.selectFrom("return_photos").select("by_shopper").where("photo_id", "=", photoId);
    const photo = await query.executeTakeFirst();
    if (!photo) throw notFound();
    // What staff saw when the goods came back is theirs: it may prove the opposite.
    if (actor.role === "shopper" && !photo.by_shopper)
      throw forbidden({ operation: removeReturnPhoto.name, role: actor.role });
    await deletePictures(tx, [photoId]);
    return {};
  },
});
