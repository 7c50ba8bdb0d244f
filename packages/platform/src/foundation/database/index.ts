export { APPLICATION_ROLE, type ApplicationRole, prepareApplicationRole } from "./application-role.ts";
export { type BackupOptions, type BackupProgress, backup } from "./backup/backup.ts";
export { BackupError } from "./backup/backup-error.ts";
export {
  RESTORE_STEPS,
  type Restored,
  type RestoreOptions,
  type RestoreStep,
  restore,
} from "./backup/restore.ts";
export { type ConnectionOptions, type Database, openDatabase } from "./connect.ts";
export { copyRows } from "./copy-rows.ts";
export { type CopyRow, type CopyValue, CopyValueError } from "./copy-text.ts";
export { EmbeddedPostgresError } from "./embedded/embedded-error.ts";
export { hasEmbedded } from "./embedded/has-embedded.ts";
export { removeEmbedded } from "./embedded/remove-embedded.ts";
export { type EmbeddedOptions, type EmbeddedPostgres, startEmbedded } from "./embedded/start-embedded.ts";
export { likeBeginning, likeText } from "./like-text.ts";
export { migrate, pendingMigrations } from "./migrate.ts";
export { MigrationError, type MigrationFolder } from "./migration-files.ts";
export { listed, type Runs, statement } from "./statement.ts";
export type { MigrationTable, Tables } from "./tables.ts";
export { type DatabaseTx, TransactionAbortedError } from "./transaction.ts";
