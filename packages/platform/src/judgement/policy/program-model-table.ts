declare module "../../foundation/database/tables.ts" {
  interface Tables {
    program_models: ProgramModelTable;
  }
}

export interface ProgramModelTable {
  id: string;
  program: string;
  trained_at: Date;
  state: "challenger" | "in-force" | "past";
  released_at: Date | null;
  model: unknown;
  card: unknown;
}
