/** @returns what matches a text as it stands within a pattern of `like`: what is typed is text, and no pattern */
export function likeText(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}

/** @returns the pattern of all that begins with a text, for `lower(column) like …`: case does not matter */
export function likeBeginning(text: string): string {
  return `${likeText(text.toLowerCase())}%`;
}
