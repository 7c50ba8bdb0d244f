interface IntervalBarProps {
  readonly interval: { readonly value: number; readonly low: number; readonly high: number };
  /** The ends of the scale; bars that are compared share them. */
  readonly from: number;
  readonly to: number;
  readonly strong?: boolean;
}

/** An estimate as a dot on its 95 % interval. Decorates figures that stand beside it in words, so it is hidden from readers. */
export function IntervalBar({ interval, from, to, strong = false }: IntervalBarProps) {
  const at = (value: number) => `${(Math.min(Math.max((value - from) / (to - from || 1), 0), 1) * 100).toFixed(2)}%`;
  const width = Math.max(interval.high - interval.low, 0) / (to - from || 1);
  return (
    <span className={strong ? "interval-bar strong" : "interval-bar"} aria-hidden="true">
      {from < 0 && to > 0 && <i className="interval-zero" style={{ insetInlineStart: at(0) }} />}
      <i
        className="interval-range"
        style={{ insetInlineStart: at(interval.low), inlineSize: `${(Math.min(width, 1) * 100).toFixed(2)}%` }}
      />
      <i className="interval-dot" style={{ insetInlineStart: at(interval.value) }} />
    </span>
  );
}
