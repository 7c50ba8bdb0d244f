declare module "../../foundation/database/tables.ts" {
  interface Tables {
    learning_days: LearningDayTable;
  }
}

export interface LearningDayTable {
  day: Date;
  started_at: Date;
  finished_at: Date | null;
}
