/** Gives every intent its idempotency key. */
export interface IntentKeys {
  /** The key for this input: the same one until the intent is settled, a new one for another input. */
  keyFor(input: unknown): string;
  /** The server has decided: the next time is a new intent, even with the same input. */
  settle(): void;
}

/** @param newKey makes a key that was never used before */
export function intentKeys(newKey: () => string): IntentKeys {
  let open: { input: string; key: string } | undefined;
  return {
    keyFor(input) {
      const text = JSON.stringify(input);
      if (open?.input !== text) open = { input: text, key: newKey() };
      return open.key;
    },
    settle() {
      open = undefined;
    },
  };
}
