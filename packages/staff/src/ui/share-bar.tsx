/** A length that goes with a figure in words: from the left for a share, from the middle for a weight with a sign. */
export function ShareBar({ share }: { share: number }) {
  return (
    <span className="share-bar" aria-hidden="true">
      <i style={{ inlineSize: `${(Math.min(Math.max(share, 0), 1) * 100).toFixed(2)}%` }} />
    </span>
  );
}

export function SignedBar({ weight, largest }: { weight: number; largest: number }) {
  const length = `${(Math.min(Math.abs(weight) / (largest || 1), 1) * 50).toFixed(2)}%`;
  return (
    <span className="signed-bar" aria-hidden="true">
      <i
        className={weight < 0 ? "minus" : "plus"}
        style={
          weight < 0 ? { insetInlineEnd: "50%", inlineSize: length } : { insetInlineStart: "50%", inlineSize: length }
        }
      />
    </span>
  );
}
