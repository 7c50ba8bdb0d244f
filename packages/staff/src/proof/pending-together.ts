/** Decisions whose outcome is still to come, and when the first is, as known at a time. */
export interface Waited {
  readonly asOf: string;
  readonly pending: { readonly decisions: number; readonly nextAt?: string | undefined };
}

/** What several programs wait for, as one: all their decisions, and the first of their outcomes. */
export function pendingTogether(
  asOf: string,
  programs: readonly { readonly pending: { readonly decisions: number; readonly nextAt?: string | undefined } }[],
): Waited {
  const times = programs.flatMap(({ pending: { nextAt } }) => nextAt ?? []);
  const [nextAt] = times.toSorted((one, other) => Date.parse(one) - Date.parse(other));
  const decisions = programs.reduce((sum, { pending }) => sum + pending.decisions, 0);
  return { asOf, pending: { decisions, nextAt } };
}
