import { whenForgotten } from "../../../facts/shoppers/index.ts";
import { deletePictures } from "../../../foundation/files/index.ts";

/** Photos can show people and homes: they go with the person. */
export const forgetPhotos = whenForgotten("return-photos", async (tx, family) => {
  const photos = await tx.db.selectFrom("return_photos").select("photo_id").where("shopper_id", "in", family).execute();
  await deletePictures(
    tx,
    photos.map(({ photo_id }) => photo_id),
  );
});
