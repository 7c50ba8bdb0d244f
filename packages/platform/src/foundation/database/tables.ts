import type { Generated } from "kysely";

/** One row for each SQL file that this database has run. */
export interface MigrationTable {
  capability: string;
  name: string;
  checksum: string;
  applied_at: Generated<Date>;
}

/**
 * Every table of the database, by name. A capability adds its own by declaration merging, beside its code, so that
 * this file never learns what stands on the floors above it:
 *
 *     declare module "../../foundation/database/tables.ts" {
 *       interface Tables { shopper: ShopperTable }
 *     }
 */
export interface Tables {
  migration: MigrationTable;
}
