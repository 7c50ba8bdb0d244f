/**
 * Tells a key that a hand pressed from the first character of a scan: a scanner's next character follows within milliseconds. The key is told
 * when as long as that nothing else was pressed.
 */
export interface ChoiceKeys {
  /** @param time milliseconds, as an event tells it */
  press(key: string, time: number): void;
  /** Forgets a key that waits. */
  stop(): void;
}

/** Longer than between two characters of a scanner, shorter than anybody notices. */
const waits = 80;

export function createChoiceKeys(onKey: (key: string) => void): ChoiceKeys {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let last = Number.NEGATIVE_INFINITY;
  const stop = () => {
    clearTimeout(waiting);
    waiting = undefined;
  };
  return {
    stop,
    press(key, now) {
      const isInBurst = now - last < waits;
      last = now;
      stop();
      if (!isInBurst) waiting = setTimeout(() => onKey(key), waits);
    },
  };
}
