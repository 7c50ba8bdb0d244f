import type { z } from "zod";
import { badInput } from "../../foundation/problems/index.ts";
import {
  checkConditions,
  checkProgram,
  ProgramDocument,
  type ProgramFault,
  type ProgramMoment,
} from "../programs/index.ts";

/** A document that could be published, or everything that is wrong with it. */
export type ReadDocument =
  | { readonly document: ProgramDocument }
  | { readonly faults: readonly [ProgramFault, ...ProgramFault[]] };

/** Reads a document of unknown shape against its schema, and then against its moment. */
export function readDocument(given: unknown, moments: readonly ProgramMoment[]): ReadDocument {
  const parsed = ProgramDocument.safeParse(given);
  const faults = parsed.success
    ? checkProgram(parsed.data, moments)
    : [
        ...narrowest(parsed.error.issues).map(({ path, message }) => ({ field: path.join("/"), message })),
        ...checkConditions(given, moments),
      ];
  const [first, ...rest] = faults;
  if (first) return { faults: [first, ...rest] };
  // Without faults it was parsed; asked again only so that the type says it.
  return { document: ProgramDocument.parse(given) };
}

type Issue = z.core.$ZodIssue;

/** Of several bounds that one value breaks on the same side the narrowest: whoever keeps to a wider one would be refused again. */
function narrowest(issues: readonly Issue[]): readonly Issue[] {
  return issues.filter(
    (issue) => !issues.some((other) => other.path.join("/") === issue.path.join("/") && isNarrower(other, issue)),
  );
}

function isNarrower(one: Issue, other: Issue): boolean {
  if (one.code === "too_big" && other.code === "too_big") return one.maximum < other.maximum;
  return one.code === "too_small" && other.code === "too_small" && one.minimum > other.minimum;
}

/** @throws bad-input (400) naming every fault under `document/` */
export function requireDocument(given: unknown, moments: readonly ProgramMoment[]): ProgramDocument {
  const read = readDocument(given, moments);
  if ("document" in read) return read.document;
  const fields = read.faults.map(({ field, message }) => ({ field: `document/${field}`, message }));
  const [{ field, message }] = read.faults;
  throw badInput({ field: `document/${field}`, reason: message }, { fields });
}
