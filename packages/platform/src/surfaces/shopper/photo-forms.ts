import type { FastifyRequest } from "fastify";
import { addReturnPhotoOperation, removeReturnPhotoOperation } from "../../care/returns/photos/index.ts";
import type { Operation } from "../../foundation/operations/index.ts";
import { readForm } from "../http/index.ts";
import type { FormWish } from "./form-wishes.ts";

/** Photos of a line of the order in the address, as a form sends them. */
export async function photosIn(request: FastifyRequest<{ Params: { orderId: string } }>): Promise<FormWish[]> {
  const { line, photo } = await readForm(request, ["photo"]);
  const { orderId } = request.params;
  const photos = [photo].flat().filter((one) => one !== undefined);
  return photos.map((one) => ({
    operation: addReturnPhotoOperation as Operation,
    input: { orderId, line: Number(line), photo: one },
  }));
}

/** The photo that a form wants gone. */
export function photoRemovedIn({ body }: Pick<FastifyRequest, "body">): FormWish[] {
  const { photoId } = (body ?? {}) as Record<string, unknown>;
  return [{ operation: removeReturnPhotoOperation as Operation, input: { photoId } }];
}
