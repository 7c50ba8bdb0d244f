import { z } from "zod";
import { OrderId, PhotoId } from "../../../facts/identifiers/index.ts";
import { At, contract, fileContract, Upload } from "../../../foundation/contracts/index.ts";

const PhotoView = z.object({
  photoId: PhotoId,
  /** Of the order. */
  line: z.int(),
  /** Taken by the shopper, or by staff. */
  by: z.enum(["shopper", "staff"]),
  at: At,
});

export const addReturnPhoto = contract("return-photos.add", {
  summary:
    "Keeps a photo of goods of an order for 180 days: JPEG, PNG or WebP of at most 4 MB, five for a line, without what the camera wrote beside it.",
  http: "POST /v1/orders/:orderId/return-photos",
  input: z.strictObject({ orderId: OrderId, line: z.int().min(1), photo: Upload }),
  output: PhotoView,
  uploads: ["photo"],
});

export const returnPhotosOfOrder = contract("return-photos.of-order", {
  summary: "The photos of an order's goods, oldest first.",
  http: "GET /v1/orders/:orderId/return-photos",
  input: z.strictObject({ orderId: OrderId }),
  output: z.object({ items: z.array(PhotoView) }),
});

const One = z.strictObject({ photoId: PhotoId });

export const getReturnPhoto = fileContract("return-photos.get", {
  summary: "One photo as it is kept.",
  http: "GET /v1/return-photos/:photoId",
  input: One,
  answers: ["image/jpeg", "image/png", "image/webp"],
});

export const removeReturnPhoto = contract("return-photos.remove", {
  summary: "Deletes a photo before its time: staff any, a shopper one of their own.",
  http: "DELETE /v1/return-photos/:photoId",
  input: One,
  output: z.object({}),
});
