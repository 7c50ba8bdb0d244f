const missing = new Set(["", "na", "n/a", "#n/a", "nan", "nat", "null", "none", "?", "-", "nil", "undefined"]);
const longest = Math.max(...Array.from(missing, (word) => word.length));

/** Whether a cell says that nothing is known. */
export function isMissing(cell: string): boolean {
  if (cell.length === 0) return true;
  const text = cell.trim();
  // Most cells are longer than any of these words: they need no lower case and no look into the set.
  return text.length <= longest && missing.has(text.toLowerCase());
}
