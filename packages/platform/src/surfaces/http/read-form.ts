import { createHash } from "node:crypto";
import multipart from "@fastify/multipart";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { SentFile } from "../../foundation/contracts/index.ts";
import { mostPictureBytes, pictureTooLarge } from "../../foundation/files/index.ts";
import { badInput, Problem } from "../../foundation/problems/index.ts";
import { formExpected, unavailable } from "./http-problems.ts";

/** What one form may hold: a few photographs and the fields beside them. More is refused while it is read. */
const limits = {
  ...{ fileSize: mostPictureBytes, files: 5 },
  ...{ fieldNameSize: 100, fieldSize: 20_000, fields: 100, parts: 105, headerPairs: 40 },
};

/** Forms of so many megabytes are held in memory whole, so that no more than this are read at once. */
const mostAtOnce = 12;
let underWay = 0;

/** Lets the routes of one scope, and no others, take forms with files: `multipart/form-data`. */
export async function acceptForms(scope: FastifyInstance): Promise<void> {
  await scope.register(multipart, { limits });
}

/**
 * Reads a form with files in a scope that accepts them. A field that is sent several times is a list; a file without a name, which is how browsers send
 * a field that nothing was chosen for, is none.
 * @throws form-expected (415), picture-too-large (413), bad-input (400) for a file in a field that is none, unavailable (503) while too many are
 * read
 */
export async function readForm(request: FastifyRequest, uploads: readonly string[]): Promise<Record<string, unknown>> {
  if (!request.isMultipart()) throw formExpected();
  if (underWay >= mostAtOnce) throw unavailable({}, { retryAfter: 2 });
  underWay++;
  try {
    return await Promise.race([readParts(request, uploads), goneAway(request)]);
  } catch (error) {
    if ((error as { code?: unknown }).code === "FST_REQ_FILE_TOO_LARGE") throw pictureTooLarge();
    // What the reader cannot make sense of has no status of its own, and is the sender's doing.
    const isNamed = error instanceof Problem || typeof (error as { statusCode?: unknown }).statusCode === "number";
    throw isNamed ? error : badInput({ field: "body", reason: (error as Error).message });
  } finally {
    underWay--;
  }
}

async function readParts(request: FastifyRequest, uploads: readonly string[]): Promise<Record<string, unknown>> {
  const form = new Map<string, unknown[]>();
  for await (const part of request.parts()) {
    if (part.type === "file" && !uploads.includes(part.fieldname))
      throw badInput({ field: part.fieldname, reason: "is no file" });
    if (part.type === "field" && (part.valueTruncated || part.fieldnameTruncated))
      throw badInput({ field: part.fieldname, reason: "is too long" });
    const value = part.type === "file" ? sentFile(await part.toBuffer()) : part.value;
    if (part.type === "file" && part.filename === "" && part.file.bytesRead === 0) continue;
    form.set(part.fieldname, [...(form.get(part.fieldname) ?? []), value]);
  }
  return Object.fromEntries([...form].map(([name, values]) => [name, values.length === 1 ? values[0] : values]));
}

/** Fails when the sender leaves before the end. The reader would wait for the rest for ever, and hold a place that others need. */
function goneAway({ raw }: FastifyRequest): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  raw.once("close", () => {
    if (!raw.complete) reject(badInput({ field: "body", reason: "ended early" }));
  });
  return promise;
}

function sentFile(bytes: Buffer): SentFile {
  return new SentFile(bytes, createHash("sha256").update(bytes).digest("base64url"));
}
