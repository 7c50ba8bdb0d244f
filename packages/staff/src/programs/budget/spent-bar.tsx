interface SpentBarProps {
  readonly spent: number;
  /** By now; undefined where no plan can be told. */
  readonly planned: number | undefined;
  readonly amount: number;
}

/** How much of an amount is spent, with a mark where the plan stands. Decorates figures that stand beside it in words. */
export function SpentBar({ spent, planned, amount }: SpentBarProps) {
  const share = (part: number) => `${(100 * Math.min(1, Math.max(0, part / (amount || 1)))).toFixed(2)}%`;
  return (
    <span className="spent-bar" aria-hidden="true">
      <i className="spent" style={{ inlineSize: share(spent) }} />
      {planned !== undefined && <i className="planned" style={{ insetInlineStart: share(planned) }} />}
    </span>
  );
}
