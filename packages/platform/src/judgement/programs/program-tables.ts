import type { Generated, GeneratedAlways } from "kysely";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    programs: ProgramTable;
    program_versions: ProgramVersionTable;
  }
}

export interface ProgramTable {
  name: string;
  moment: string;
  draft: unknown;
  draft_revision: Generated<number>;
  draft_saved_at: Date | null;
  draft_saved_by: string | null;
  published_version: number | null;
  retired_at: Date | null;
}

export interface ProgramVersionTable {
  program: string;
  version: number;
  id: Generated<string>;
  document: unknown;
  skus: GeneratedAlways<readonly string[]>;
  published_at: Date;
  published_by: string;
  note: string;
}
