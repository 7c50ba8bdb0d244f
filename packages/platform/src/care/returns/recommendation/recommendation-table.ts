import type { ColumnType } from "kysely";

declare module "../../../foundation/database/tables.ts" {
  interface Tables {
    return_recommendations: ReturnRecommendationTable;
  }
}

interface ReturnRecommendationTable {
  request_id: string;
  shopper_id: string;
  asked_at: Date;
  asked: ColumnType<unknown, string, never>;
}
