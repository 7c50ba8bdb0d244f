import type { DatabaseTx } from "../database/index.ts";
import { type Id, newId } from "../ids/index.ts";
import { type Problem, problemKind } from "../problems/index.ts";
import { scheduleTimer } from "../timers/index.ts";
import { forgetPictures, forgetting } from "./forget-pictures.ts";
import { type PictureType, pictureType } from "./picture-type.ts";
import { withoutMetadata } from "./without-metadata.ts";

/** The file is no picture, or a broken one, or of a kind that is not taken. */
const notAPicture = problemKind("not-a-picture", 400);
const tooLarge = problemKind("picture-too-large", 413);

/** What a telephone takes with usual settings, or a little less than it takes with its best. */
export const mostPictureBytes = 4 * 1024 * 1024;

/** For a picture beyond {@link mostPictureBytes}. */
export function pictureTooLarge(): Problem {
  return tooLarge({ megabytes: mostPictureBytes / 1024 / 1024 });
}

/** A picture that was kept. */
export interface KeptPicture {
  readonly id: Id<"pic">;
  readonly type: PictureType;
  /** In bytes, as it is kept. */
  readonly size: number;
}

/**
 * Keeps a photograph for 180 days, without what the camera wrote beside it.
 * @throws not-a-picture (400) for anything but JPEG, PNG and WebP, picture-too-large (413) beyond 4 MiB
 */
export async function keepPicture(tx: DatabaseTx, sent: Uint8Array, now: Date): Promise<KeptPicture> {
  if (sent.length > mostPictureBytes) throw pictureTooLarge();
  const type = pictureType(sent);
  const bytes = type && withoutMetadata(sent, type);
  if (!bytes) throw notAPicture();
  // How it is turned is written anew, a few bytes longer than some cameras write it.
  if (bytes.length > mostPictureBytes) throw pictureTooLarge();
  const id = newId<"pic">();
  await tx.db
    .insertInto("files")
    .values({ id, type, bytes: Buffer.from(bytes), stored_at: now })
    .execute();
  await scheduleTimer(tx, forgetPictures, forgetting(now));
  return { id, type, size: bytes.length };
}

/** The picture as it is kept; undefined where there is none any more. */
export async function readPicture(
  { db }: DatabaseTx,
  id: string,
): Promise<{ readonly type: PictureType; readonly bytes: Uint8Array } | undefined> {
  return db.selectFrom("files").select(["type", "bytes"]).where("id", "=", id).executeTakeFirst();
}

/** Deletes pictures before their time. */
export async function deletePictures({ db }: DatabaseTx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await db
      .deleteFrom("files")
      .where("id", "in", [...ids])
      .execute();
}
