import { LearnError } from "../errors/index.ts";

/** Numbers as text: 16-bit steps of `step`, base64 of their little-endian bytes. */
export interface PackedNumbers {
  readonly step: number;
  readonly base64: string;
}

/** Rounds to 65,535 even steps over the numbers' range about 0: 1/65,000 of the largest is below what any result turns on. */
export function packNumbers(values: Float32Array): PackedNumbers {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  const step = most / 32767 || 1;
  return {
    step,
    base64: toBase64(new Uint8Array(Int16Array.from(values, (value) => Math.round(value / step)).buffer)),
  };
}

export function unpackNumbers(argument: string, packed: unknown): Float32Array {
  const { step, base64 } = (packed ?? {}) as Partial<Record<keyof PackedNumbers, unknown>>;
  if (typeof step !== "number" || !(step > 0)) throw new LearnError(`${argument}.step`, "must be a number above 0");
  const steps = new Int16Array(fromBase64(`${argument}.base64`, base64, 2));
  return Float32Array.from(steps, (each) => each * step);
}

export function packPositions(values: Uint32Array): string {
  return toBase64(new Uint8Array(values.slice().buffer));
}

export function unpackPositions(argument: string, packed: unknown): Uint32Array {
  return new Uint32Array(fromBase64(argument, packed, 4));
}

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.length; start += 8192) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return btoa(binary);
}

function fromBase64(argument: string, text: unknown, size: number): ArrayBuffer {
  if (typeof text !== "string") throw new LearnError(argument, "is missing; base64 text is needed");
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    throw new LearnError(argument, "is not base64 text");
  }
  if (binary.length % size !== 0)
    throw new LearnError(argument, `holds ${binary.length} bytes, no multiple of ${size}`);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes.buffer;
}
