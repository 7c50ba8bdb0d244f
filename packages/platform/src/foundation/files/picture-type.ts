export type PictureType = "image/jpeg" | "image/png" | "image/webp";

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * What a picture is by its first bytes; undefined for anything else. What the sender calls it is not believed: a page with scripts can be called a
 * picture.
 */
export function pictureType(bytes: Uint8Array): PictureType | undefined {
  if (begins(bytes, [0xff, 0xd8, 0xff])) return "image/jpeg";
  if (begins(bytes, png)) return "image/png";
  if (textAt(bytes, 0) === "RIFF" && textAt(bytes, 8) === "WEBP") return "image/webp";
  return undefined;
}

function begins(bytes: Uint8Array, with_: readonly number[]): boolean {
  return bytes.length >= with_.length && with_.every((byte, index) => bytes[index] === byte);
}

function textAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
