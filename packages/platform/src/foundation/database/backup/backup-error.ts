/** A backup cannot be taken or restored. The message says what is wrong and what helps. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}
