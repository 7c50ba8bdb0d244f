import type { PictureType } from "./picture-type.ts";

/**
 * A picture without what the camera wrote beside it: where and when it was taken, by which phone, and a small copy of it from before it was cut. How it is to be
 * turned and what its colours mean stays. Pure.
 * @returns undefined where it is not built as its type says
 */
export function withoutMetadata(bytes: Uint8Array, type: PictureType): Uint8Array | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (type === "image/jpeg") return cleanJpeg(view);
    return type === "image/png" ? cleanPng(view) : cleanWebp(view);
  } catch (error) {
    // A length that leads beyond the end.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Segments that the picture is drawn by: all but applications' own and comments. Of those, JFIF, ICC profiles and Adobe's word on colours stay. */
function staysInJpeg(marker: number, segment: Buffer): boolean {
  if (marker === 0xfe) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  const name = segment.toString("latin1", 4, 16);
  if (marker === 0xe0) return name.startsWith("JFIF\0");
  return (marker === 0xe2 && name.startsWith("ICC_PROFILE")) || marker === 0xee;
}

/** The length of a JFIF segment (ISO/IEC 10918-5) up to its small copy of the picture. */
const jfifLength = 18;

function withoutSmallCopy(segment: Buffer): Buffer {
  if (segment.length <= jfifLength) return segment;
  const cut = Buffer.from(segment.subarray(0, jfifLength));
  cut.writeUInt16BE(jfifLength - 2, 2);
  cut.writeUInt16BE(0, jfifLength - 2);
  return cut;
}

/** ITU-T T.81, annex B: markers with lengths, up to the scan; what follows the scan is taken as it is up to its end. */
function cleanJpeg(bytes: Buffer): Buffer | undefined {
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let at = 2;
  for (;;) {
    if (bytes.readUInt8(at) !== 0xff) return undefined;
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) return undefined;
    const segment = bytes.subarray(at, end);
    const turned = marker === 0xe1 ? orientationOf(segment) : undefined;
    if (turned !== undefined) kept.push(orientationSegment(turned));
    if (staysInJpeg(marker, segment)) kept.push(marker === 0xe0 ? withoutSmallCopy(segment) : segment);
    at = end;
    if (marker !== 0xda) continue;
    // Phones append films and second pictures after the end of the first.
    const last = endOfScans(bytes, at);
    return last === undefined ? undefined : Buffer.concat([...kept, bytes.subarray(at, last)]);
  }
}

/** Where the end-of-image marker ends. Within a scan 0xFF is followed by zero or a restart marker; a progressive picture has tables and further scans. */
function endOfScans(bytes: Buffer, from: number): number | undefined {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at)) {
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xd9) return at + 2;
    const isScan = marker === 0 || (marker >= 0xd0 && marker <= 0xd7);
    at += marker === 0xff ? 1 : isScan ? 2 : 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

/** The tag 0x0112 of an Exif segment (CIPA DC-008), 2 to 8; undefined where it stands upright or nobody said. */
function orientationOf(segment: Buffer): number | undefined {
  if (segment.toString("latin1", 4, 10) !== "Exif\0\0") return undefined;
  const tiff = segment.subarray(10);
  const isLittle = tiff.toString("latin1", 0, 2) === "II";
  const short = (at: number) => (at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = tiff.length < 8 ? 0 : isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let entry = 0; entry < short(directory); entry++) {
    const at = directory + 2 + entry * 12;
    const value = short(at + 8);
    if (short(at) === 0x0112) return value >= 2 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** An Exif segment that says how the picture is turned and nothing else. */
function orientationSegment(orientation: number): Buffer {
  const one = "ffe1002245786966000049492a0008000000010012010300010000000000000000000000";
  const segment = Buffer.from(one, "hex");
  segment.writeUInt16LE(orientation, 28);
  return segment;
}

/**
 * Of what a PNG can be drawn without, what its looks depend on: transparency, colours, proportions, movement. Anybody may add chunks, and some say who made
 * the picture and where; so what is not known here goes.
 */
const staysInPng = new Set("tRNS gAMA cHRM sRGB iCCP sBIT cICP mDCV cLLI bKGD pHYs acTL fcTL fdAT".split(" "));

/** A capital first letter: without it there is no picture. */
const isCritical = (name: string) => /^[A-Z]/.test(name);

/** ISO/IEC 15948: chunks of length, name, content and check sum, up to IEND; what follows it is left out. */
function cleanPng(bytes: Buffer): Buffer | undefined {
  const kept: Buffer[] = [bytes.subarray(0, 8)];
  for (let at = 8; ; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return undefined;
    const name = bytes.toString("latin1", at + 4, at + 8);
    if (isCritical(name) || staysInPng.has(name)) kept.push(bytes.subarray(at, end));
    if (name === "IEND") return Buffer.concat(kept);
    at = end;
  }
}

/** Bits of a VP8X chunk that announce Exif and XMP. */
const announced = 0b0000_1100;

const staysInWebp = new Set(["VP8 ", "VP8L", "VP8X", "ALPH", "ICCP", "ANIM", "ANMF"]);

/** RFC 9649: a RIFF of chunks, padded to even lengths. */
function cleanWebp(bytes: Buffer): Buffer | undefined {
  const whole = 8 + bytes.readUInt32LE(4);
  if (whole > bytes.length) return undefined;
  const kept: Buffer[] = [];
  for (let at = 12; at < whole; ) {
    const name = bytes.toString("latin1", at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    if (end > whole) return undefined;
    const chunk = Buffer.from(bytes.subarray(at, end));
    if (name === "VP8X") chunk.writeUInt8(chunk.readUInt8(8) & ~announced, 8);
    if (staysInWebp.has(name)) kept.push(chunk);
    at = end;
  }
  if (kept.length === 0) return undefined;
  const body = Buffer.concat([Buffer.from("WEBP"), ...kept]);
  const head = Buffer.from("RIFF\0\0\0\0", "latin1");
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}
