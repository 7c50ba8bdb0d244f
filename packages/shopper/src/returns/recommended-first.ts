/** What is recommended before all others, which stay in the order of the policy. */
export function recommendedFirst<Option extends { readonly recommended: boolean }>(
  options: readonly Option[],
): Option[] {
  return options.toSorted((one, other) => Number(other.recommended) - Number(one.recommended));
}
