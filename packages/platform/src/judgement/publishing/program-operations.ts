import type { DatabaseTx } from "../../foundation/database/index.ts";
import { anything, type Operation, operation } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import type { Moment } from "../decisions/index.ts";
import { allMoments } from "../experiments/index.ts";
import { ProgramDocument, publishProgram } from "../programs/index.ts";
import { changesBetween } from "./changes-between.ts";
import { previewOf, previewToken } from "./preview.ts";
import { noDraft, previewOutdated } from "./program-problems.ts";
import {
  checkProgramDocument,
  comparePrograms,
  discardProgramDraft,
  getProgram,
  getProgramVersion,
  listMoments,
  listPrograms,
  previewPublication,
  publishProgramDraft,
  retireProgram,
  saveProgram,
} from "./programs.contract.ts";
import { readDocument, requireDocument } from "./read-document.ts";
import { saveDraft } from "./save-draft.ts";
import { latestQuestions, tryProgram } from "./try-program.ts";
import { viewProgram, viewVersion } from "./view-program.ts";

const readers = { agent: anything, manager: anything, admin: anything, service: anything };
const writers = { manager: anything, admin: anything };

/** What can be done with programs, over the moments that the capabilities declare and those of imported experiments. */
export function programOperations(declared: readonly Moment[]): readonly Operation[] {
  const momentOf = async (tx: DatabaseTx, document: ProgramDocument) => {
    const found = (await allMoments(tx, declared)).find(({ name }) => name === document.moment);
    if (!found) throw notFound({ field: "moment" });
    return found;
  };

  const check = operation(checkProgramDocument, {
    by: readers,
    async run({ tx }, { document }) {
      const read = readDocument(document, await allMoments(tx, declared));
      if ("faults" in read) return { faults: [...read.faults] };
      const moment = await momentOf(tx, read.document);
      return { faults: [], trial: await tryProgram(tx, moment, read.document, await latestQuestions(tx, moment)) };
    },
  });

  const save = operation(saveProgram, {
    by: writers,
    async run({ tx, clock, actor }, { name, document, revision }) {
      const checked = requireDocument(withName(document, name), await allMoments(tx, declared));
      await saveDraft(tx, checked, { revision, at: clock.now(), by: actor.id });
      return viewProgram(tx, name);
    },
  });

  const preview = operation(previewPublication, {
    by: readers,
    async run({ tx }, { name }) {
      const { document: published, draft } = await viewProgram(tx, name);
      if (!draft) throw noDraft({ program: name });
      return previewOf(tx, await momentOf(tx, draft.document), { published, draft: draft.document });
    },
  });

  const moment = operation(listMoments, {
    by: readers,
    async run({ tx }) {
      return {
        items: (await allMoments(tx, declared)).map(({ name, horizons, kinds, facts }) => ({
          name,
          horizons: [...horizons],
          ...(kinds && { kinds: [...kinds] }),
          facts: [...facts],
        })),
      };
    },
  });

  return [list, get, version, compare, check, save, discard, preview, publish, retire, moment];
}

/** The address says which program it is; a document may leave its name out. */
function withName(document: unknown, name: string): unknown {
  return typeof document === "object" && document !== null && !Array.isArray(document)
    ? { ...document, name }
    : document;
}

const list = operation(listPrograms, {
  by: readers,
  async run({ tx }) {
    const rows = await tx.db.selectFrom("programs").select("name").orderBy("name").execute();
    const views = await Promise.all(rows.map(({ name }) => viewProgram(tx, name)));
    const decides = ({ published, retiredAt }: (typeof views)[number]) =>
      published !== undefined && retiredAt === undefined;
    return { items: views.sort((a, b) => Number(decides(b)) - Number(decides(a)) || a.rank - b.rank) };
  },
});

const get = operation(getProgram, { by: readers, run: ({ tx }, { name }) => viewProgram(tx, name) });

const version = operation(getProgramVersion, {
  by: readers,
  async run({ tx }, input) {
    const row = await tx.db
      .selectFrom("program_versions")
      .selectAll()
      .where("program", "=", input.name)
      .where("version", "=", input.version)
      .executeTakeFirst();
    if (!row) throw notFound({ field: "version" });
    return { ...viewVersion(row), document: ProgramDocument.parse(row.document) };
  },
});

const compare = operation(comparePrograms, {
  by: readers,
  run: async (_, { before, after }) => ({ changes: changesBetween(before, after) }),
});

const discard = operation(discardProgramDraft, {
  by: writers,
  async run({ tx }, { name }) {
    await tx.db
      .updateTable("programs")
      .set((set) => ({ draft: null, draft_revision: set("draft_revision", "+", 1) }))
      .where("name", "=", name)
      .execute();
    return viewProgram(tx, name);
  },
});

const publish = operation(publishProgramDraft, {
  by: writers,
  async run({ tx, clock, actor }, { name, token, note }) {
    // Locked before it is read: what is compared with the token is what is published.
    await tx.db.selectFrom("programs").select("name").where("name", "=", name).forUpdate().execute();
    const { document: published, draft } = await viewProgram(tx, name);
    if (!draft) throw noDraft({ program: name });
    if (previewToken(published, draft.document) !== token) throw previewOutdated({ program: name });
    await publishProgram(tx, { document: draft.document, at: clock.now(), by: actor.id, note });
    return viewProgram(tx, name);
  },
});

const retire = operation(retireProgram, {
  by: writers,
  async run({ tx, clock }, { name }) {
    await tx.db
      .updateTable("programs")
      .set({ retired_at: clock.now() })
      .where("name", "=", name)
      .where("retired_at", "is", null)
      .execute();
    return viewProgram(tx, name);
  },
});
