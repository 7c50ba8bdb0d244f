declare module "../database/tables.ts" {
  interface Tables {
    rate_limits: RateLimitTable;
  }
}

export interface RateLimitTable {
  bucket: Buffer;
  window_ends_at: Date;
  calls: number;
}
