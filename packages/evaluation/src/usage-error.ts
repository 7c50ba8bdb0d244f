/** The words of a command make no sense together; the message says which and what to write instead. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
