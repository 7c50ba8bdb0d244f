/** What should be different, or the same, about what somebody gets instead. */
export type Change = "larger" | "smaller" | "other-size" | "other-look" | "same-again" | "something-else" | "anything";

const changes: Readonly<Record<string, Change>> = {
  ...{ "too-small": "larger", "too-tight": "larger", "too-short": "larger", "too-narrow": "larger" },
  ...{ "too-big": "smaller", "too-loose": "smaller", "too-long": "smaller", "too-wide": "smaller" },
  ...{ size: "other-size", fit: "other-size", "doesnt-fit": "other-size", comfort: "other-size" },
  ...{ color: "other-look", shade: "other-look", scent: "other-look" },
  ...{ style: "something-else", fabric: "something-else", material: "something-else", quality: "something-else" },
  ...{ incompatible: "something-else", performance: "something-else", "battery-life": "something-else" },
  ...{ "missing-desired-features": "something-else", "not-suitable-for-skin-type": "something-else" },
  ...{ "caused-irritation": "something-else", taste: "something-else", ingredients: "something-else" },
};

/**
 * What answers a reason for giving something back. Goods that were faulty or never the right ones are wanted once more; whoever names a size
 * wants another size, and never the one that did not fit.
 * @param reason its handle
 */
export function wantedChange(reason: string, isFaulty: boolean): Change {
  return Object.hasOwn(changes, reason) ? changes[reason]! : isFaulty ? "same-again" : "anything";
}
