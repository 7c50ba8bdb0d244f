/**
 * Recognises a barcode scanner among keystrokes. A scanner in keyboard mode types a code with a few milliseconds between
 * characters and ends it with Enter; no hand does.
 */
export interface Scanner {
  /** Takes a key as `KeyboardEvent.key` names it and its time in ms; answers the code when this key completed a scan. */
  press(key: string, time: number): string | undefined;
}

const longestGap = 60;
const shortestCode = 4;

export function createScanner(): Scanner {
  let typed = "";
  let last = Number.NEGATIVE_INFINITY;
  return {
    press(key, time) {
      const fast = time - last <= longestGap;
      last = time;
      if (key === "Enter") {
        const code = fast ? typed : "";
        typed = "";
        return code.length >= shortestCode ? code : undefined;
      }
      // A scanner holds Shift for capitals; that is no character of the code.
      if (key === "Shift") return undefined;
      typed = /^[\p{L}\p{N}_.:/-]$/u.test(key) ? (fast ? typed : "") + key : "";
      return undefined;
    },
  };
}
