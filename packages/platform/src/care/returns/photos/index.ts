import type { Operation } from "../../../foundation/operations/index.ts";
import type { Reaction } from "../../../foundation/reactions/index.ts";
import { addReturnPhotoOperation } from "./add-photo.ts";
import { forgetPhotos } from "./forget-photos.ts";
import { getReturnPhotoOperation, removeReturnPhotoOperation, returnPhotosOfOrderOperation } from "./read-photos.ts";

import "./photo-table.ts";

export { addReturnPhotoOperation } from "./add-photo.ts";
export { removeReturnPhotoOperation, returnPhotosOfOrderOperation } from "./read-photos.ts";

export const returnPhotoOperations: readonly Operation[] = [
  addReturnPhotoOperation,
  returnPhotosOfOrderOperation,
  getReturnPhotoOperation,
  removeReturnPhotoOperation,
];

export const returnPhotoReactions: readonly Reaction[] = forgetPhotos;
