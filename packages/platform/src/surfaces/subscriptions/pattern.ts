/** Whether a subscription asks for a type of event: by its name, by its beginning (`return.*`), or for all (`*`). */
export function asksFor(patterns: readonly string[], type: string): boolean {
  return patterns.some((pattern) => {
    if (pattern === "*" || pattern === type) return true;
    return pattern.endsWith(".*") && type.startsWith(pattern.slice(0, -1));
  });
}
