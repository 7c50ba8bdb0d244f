import { ownOrder } from "../../../facts/orders/index.ts";
import { keepPicture } from "../../../foundation/files/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { notFound, problemKind } from "../../../foundation/problems/index.ts";
import { addReturnPhoto } from "./photo.contract.ts";

/** As many are kept of a line as help to see what is wrong with it. */
const mostOfLine = 5;

const tooManyPhotos = problemKind("too-many-photos", 409);

const hour = 3_600;

export const addReturnPhotoOperation = operation(addReturnPhoto, {
  by: {
    shopper: ownOrder,
    ...{ associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
  },
  limits: [
    { name: "photos-of-order", calls: 60, perSeconds: hour, key: (_client, { orderId }) => orderId },
    { name: "photos-of-client", calls: 300, perSeconds: hour, key: (client) => client },
  ],
  async run({ tx, clock, actor }, { orderId, line, photo }) {
    // The line's lock makes those who add at the same time take turns: of six at once five are kept.
    const ordered = await tx.db
      .selectFrom("order_lines")
      .select("shopper_id")
      .where("order_id", "=", orderId)
      .where("line", "=", line)
      .forUpdate()
      .executeTakeFirst();
    if (!ordered) throw notFound({ field: "line" });
    const byShopper = actor.role === "shopper";
    const { count } = await tx.db
      .selectFrom("return_photos")
      .select((eb) => eb.fn.countAll().as("count"))
      .where("order_id", "=", orderId)
      .where("line", "=", line)
      .where("by_shopper", "=", byShopper)
      .executeTakeFirstOrThrow();
    if (Number(count) >= mostOfLine) throw tooManyPhotos({ most: mostOfLine });
    const at = clock.now();
    const { id: photoId } = await keepPicture(tx, photo.bytes, at);
    const about = { order_id: orderId, line, shopper_id: ordered.shopper_id, by_shopper: byShopper };
    await tx.db
      .insertInto("return_photos")
      .values({ photo_id: photoId, ...about, stored_at: at })
      .execute();
    return { photoId, line, by: byShopper ? ("shopper" as const) : ("staff" as const), at };
  },
});
