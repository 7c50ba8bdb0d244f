/** Looks before a waiting rank sleeps: most ranks are late by less than it takes to be woken. */
const LOOKS = 2000;

/** Shared memory of a barrier: how many have arrived, and how often all have. */
export function barrierMemory(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(8));
}

/** A barrier for `size` threads on {@link barrierMemory}: a call returns once all have made it, and sees what they wrote before. */
export function barrierOn(memory: Int32Array, size: number): () => void {
  return () => {
    const round = Atomics.load(memory, 1);
    if (Atomics.add(memory, 0, 1) === size - 1) {
      Atomics.store(memory, 0, 0);
      Atomics.add(memory, 1, 1);
      Atomics.notify(memory, 1);
      return;
    }
    for (let look = 0; look < LOOKS; look++) if (Atomics.load(memory, 1) !== round) return;
    while (Atomics.load(memory, 1) === round) Atomics.wait(memory, 1, round);
  };
}
