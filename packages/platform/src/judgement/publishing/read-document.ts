import { badInput } from "../../foundation/problems/index.ts";
import { checkProgram, ProgramDocument, type ProgramFault, type ProgramMoment } from "../programs/index.ts";

/** A document that could be published, or everything that is wrong with it. */
export type ReadDocument =
  | { readonly document: ProgramDocument }
  | { readonly faults: readonly [ProgramFault, ...ProgramFault[]] };

/** Reads a document of unknown shape against its schema, and then against its moment. */
export function readDocument(given: unknown, moments: readonly ProgramMoment[]): ReadDocument {
  const parsed = ProgramDocument.safeParse(given);
  const faults = parsed.success
    ? checkProgram(parsed.data, moments)
    : parsed.error.issues.map(({ path, message }) => ({ field: path.join("/"), message }));
  const [first, ...rest] = faults;
  if (first) return { faults: [first, ...rest] };
  // Without faults it was parsed; asked again only so that the type says it.
  return { document: ProgramDocument.parse(given) };
}

/** @throws bad-input (400) naming every fault under `document/` */
export function requireDocument(given: unknown, moments: readonly ProgramMoment[]): ProgramDocument {
  const read = readDocument(given, moments);
  if ("document" in read) return read.document;
  const fields = read.faults.map(({ field, message }) => ({ field: `document/${field}`, message }));
  const [{ field, message }] = read.faults;
  throw badInput({ field: `document/${field}`, reason: message }, { fields });
}
