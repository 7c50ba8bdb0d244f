/** Few distinct values stand in many lines; the limit keeps a long file from filling the memory. */
const REMEMBERED = 20_000;

/** Reads each distinct text once. */
export function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (text) => {
    const before = known.get(text);
    if (before) return before.value;
    if (known.size >= REMEMBERED) known.clear();
    // A copy, because a text cut out of a piece of the file keeps the whole piece in memory.
    const own = Buffer.from(text).toString();
    const value = read(own);
    known.set(own, { value });
    return value;
  };
}
