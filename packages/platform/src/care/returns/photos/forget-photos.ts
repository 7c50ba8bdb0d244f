import { familyOf } from "../../../facts/persons/index.ts";
import { shopperErased, shopperMerged } from "../../../facts/shoppers/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { deletePictures } from "../../../foundation/files/index.ts";
import { on } from "../../../foundation/reactions/index.ts";

/** Photos can show people and homes: they go with the person. */
export const forgetPhotosWhenErased = on(shopperErased, "return-photos.forget-erased", ({ tx }, { data }) =>
  forget(tx, data.shopperId),
);

/** A guest of somebody who had been erased before. */
export const forgetPhotosWhenMerged = on(shopperMerged, "return-photos.forget-merged", ({ tx }, { data }) =>
  forget(tx, data.shopperId),
);

async function forget(tx: DatabaseTx, shopperId: string): Promise<void> {
  const family = await familyOf(tx, shopperId);
  const photos = await tx.db
    .selectFrom("return_photos as p")
    .select("p.photo_id")
    .where("p.shopper_id", "in", family)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("shoppers as s").select("s.id").where("s.id", "in", family).where("s.erased_at", "is not", null),
      ),
    )
    .execute();
  await deletePictures(
    tx,
    photos.map(({ photo_id }) => photo_id),
  );
}
