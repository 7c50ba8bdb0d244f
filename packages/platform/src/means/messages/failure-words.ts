/** As much of it as helps to find the cause. */
const longest = 500;
/** Neither part longer than RFC 5321 allows, so that no text takes long. */
const address = /[^\s<>()"',;:=]{1,64}@[^\s<>()"',;:=]{1,255}/g;

/**
 * What is kept of another server's words. They often repeat the address that they refuse, or the one that it was forwarded to; what became of a
 * message is kept when the addresses are forgotten.
 */
export function failureWords(said: string): string | null {
  return said.replaceAll(address, "…").slice(0, longest) || null;
}
