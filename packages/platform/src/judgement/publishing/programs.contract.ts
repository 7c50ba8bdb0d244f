import { z } from "zod";
import { ActionTerms } from "../../facts/actions/action-terms.schema.ts";
import { At, contract } from "../../foundation/contracts/index.ts";
import { ProgramDocument } from "../programs/program.schema.ts";

const ActionKind = z.enum(ActionTerms.options.map((option) => option.shape.kind.value));

const Name = z.string().min(1).max(60);

const Version = z.object({ version: z.int(), at: At, by: z.string(), note: z.string() });

const ProgramRow = z.object({
  name: z.string(),
  title: z.string(),
  moment: z.string(),
  rank: z.int(),
  /** What decides; absent before the first publication. */
  published: Version.optional(),
  /** Saved and not published yet. */
  hasDraft: z.boolean(),
  /** Decides no more; its versions stay. */
  retiredAt: At.optional(),
});

export const listPrograms = contract("programs.list", {
  summary: "All programs, those that decide first.",
  http: "GET /v1/programs",
  input: z.strictObject({}),
  output: z.object({ items: z.array(ProgramRow) }),
});

const Draft = z.object({
  document: ProgramDocument,
  revision: z.int(),
  savedAt: At,
  savedBy: z.string(),
  /** The login of who saved it, or the label of the key; absent where neither did, as for the operator. */
  savedByName: z.string().optional(),
});

export const ProgramView = ProgramRow.extend({
  /** The published document. */
  document: ProgramDocument.optional(),
  draft: Draft.optional(),
  /** Of the draft: send it back with the next save, so that nobody's change is overwritten unseen. */
  revision: z.int(),
  /** Every publication, latest first. */
  versions: z.array(Version),
});

export const getProgram = contract("programs.get", {
  summary: "A program: what is published, what is drafted, and every version there was.",
  http: "GET /v1/programs/:name",
  input: z.strictObject({ name: Name }),
  output: ProgramView,
});

export const getProgramVersion = contract("programs.version", {
  summary: "One published version of a program, whether or not it still decides.",
  http: "GET /v1/programs/:name/versions/:version",
  input: z.strictObject({ name: Name, version: z.coerce.number().int().min(1) }),
  output: Version.extend({ document: ProgramDocument }),
});

const Change = z.object({
  /** A path into the document, entries of lists by their names: `actions/ten-off/terms/percent`. */
  field: z.string(),
  before: z.json().optional(),
  after: z.json().optional(),
});

export const comparePrograms = contract("programs.compare", {
  summary: "What differs from one program document to another, field by field. Takes drafts of any shape.",
  http: "POST /v1/program-comparisons",
  kind: "query",
  input: z.strictObject({ before: z.unknown(), after: z.unknown() }),
  output: z.object({ changes: z.array(Change) }),
});

/** What a program would do with the latest subjects of its moment. Amounts are minor units a subject, as expectations. */
export const Trial = z.object({
  subjects: z.int(),
  /** Whom the program would decide about: its audience, less those that a program of lower rank takes. */
  concerned: z.int(),
  actions: z.array(
    z.object({
      action: z.string(),
      /** Among those concerned. */
      eligible: z.int(),
      /** How often it would be the best, before exploration and holdout. */
      best: z.int(),
      /** Why it could not be given, most frequent first: a key under `reasons.`. */
      refusals: z.array(z.object({ reason: z.string(), count: z.int() })),
    }),
  ),
  /** Of the best action less that of doing nothing, over those concerned. */
  addedWorth: z.number(),
  cost: z.number(),
});

const Fault = z.object({
  field: z.string(),
  message: z.string(),
  /** In an expression: from and to which character. */
  at: z.object({ start: z.int(), end: z.int() }).optional(),
});

export const checkProgramDocument = contract("programs.check", {
  summary:
    "Says what is wrong with a program document, and tries a right one on the latest real subjects. Changes nothing.",
  http: "POST /v1/program-checks",
  kind: "query",
  input: z.strictObject({ document: z.unknown() }),
  output: z.object({ faults: z.array(Fault), trial: Trial.optional() }),
});

export const saveProgram = contract("programs.save", {
  summary:
    "Saves a draft over the revision that was read; revision 0 begins a program. A faulty document is refused with the place of each fault; one that somebody else changed meanwhile with 409.",
  http: "PUT /v1/programs/:name/draft",
  input: z.strictObject({ name: Name, document: z.unknown(), revision: z.int().min(0) }),
  output: ProgramView,
});

export const discardProgramDraft = contract("programs.discard-draft", {
  summary: "Throws a draft away; what is published stays.",
  http: "DELETE /v1/programs/:name/draft",
  input: z.strictObject({ name: Name }),
  output: ProgramView,
});

export const previewPublication = contract("programs.preview", {
  summary:
    "What publishing the draft would change: field by field, and for the latest real subjects, beside what decides now.",
  http: "GET /v1/programs/:name/preview",
  input: z.strictObject({ name: Name }),
  output: z.object({
    changes: z.array(Change),
    standing: Trial.optional(),
    drafted: Trial,
    /** Stands for exactly this preview: publishing asks for it, so that nothing is published that nobody has looked at. */
    token: z.string(),
  }),
});

export const publishProgramDraft = contract("programs.publish", {
  summary:
    "Puts the draft in force as the next version. Needs the token of its preview; a draft that changed since is refused with 409.",
  http: "POST /v1/programs/:name/publications",
  input: z.strictObject({
    name: Name,
    token: z.string().min(1).max(200),
    note: z.string().trim().max(500).default(""),
  }),
  output: ProgramView,
});

export const retireProgram = contract("programs.retire", {
  summary: "Lets a program decide no more. What it decided stands, and publishing it again brings it back.",
  http: "POST /v1/programs/:name/retirement",
  input: z.strictObject({ name: Name }),
  output: ProgramView,
});

export const listMoments = contract("moments.list", {
  summary: "Where programs can decide, and what their expressions may read there.",
  http: "GET /v1/moments",
  input: z.strictObject({}),
  output: z.object({
    items: z.array(
      z.object({
        name: z.string(),
        horizons: z.array(z.int()),
        /** What can be done there; everything where nothing is said. */
        kinds: z.array(ActionKind).optional(),
        facts: z.array(z.object({ name: z.string(), type: z.enum(["number", "text", "yes-no"]) })),
      }),
    ),
  }),
});
