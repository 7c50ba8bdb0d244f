import { createHash } from "node:crypto";

/** A share from 0 to 1 that is always the same for a name: what was played once is not played otherwise the next time it is looked at. */
export function shareOf(name: string): number {
  return createHash("sha256").update(name).digest().readUInt32BE(0) / 0x1_0000_0000;
}

/** One of several, always the same for a name. */
export function oneOf<Option>(options: readonly [Option, ...Option[]], name: string): Option {
  return options[Math.floor(shareOf(name) * options.length)] ?? options[0];
}
