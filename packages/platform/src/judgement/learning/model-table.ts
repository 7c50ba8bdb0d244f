declare module "../../foundation/database/tables.ts" {
  interface Tables {
    models: ModelTable;
  }
}

export interface ModelTable {
  id: string;
  moment: string;
  version: string;
  trained_at: Date;
  model: unknown;
  card: unknown;
}
