/** The embedded server cannot start, stop or be copied. The message says what is wrong and what helps. */
export class EmbeddedPostgresError extends Error {
  override readonly name = "EmbeddedPostgresError";
}
