import type { Generated } from "kysely";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    laboratory_runs: LaboratoryRunTable;
  }
}

export interface LaboratoryRunTable {
  id: string;
  program: string;
  asked_by: string;
  asked_at: Date;
  question: unknown;
  fingerprint: string;
  state: "waiting" | "running" | "done" | "failed";
  progress: Generated<number>;
  attempts: Generated<number>;
  lease_until: Date | null;
  result: unknown;
  failure: string | null;
  finished_at: Date | null;
}
