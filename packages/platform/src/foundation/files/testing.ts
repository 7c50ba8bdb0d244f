import { crc32, deflateSync } from "node:zlib";

interface Written {
  readonly text?: string;
  readonly trailer?: string;
}

/** A PNG of one grey point. */
export function aPng({ text, trailer = "" }: Written = {}): Buffer {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk("IHDR", header),
    ...(text === undefined
      ? []
      : [
          pngChunk("tEXt", Buffer.from(`Comment\0${text}`)),
          pngChunk("eXIf", Buffer.from(text)),
          pngChunk("caBX", Buffer.from(text)),
        ]),
    pngChunk("IDAT", deflateSync(Buffer.from([0, 128]))),
    pngChunk("IEND", Buffer.alloc(0)),
    Buffer.from(trailer),
  ]);
}

function pngChunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), content]);
  return Buffer.concat([uint32(content.length), named, uint32(crc32(named))]);
}

/** A WebP by its structure: its points mean nothing. */
export function aWebp({ text }: Written = {}): Buffer {
  const flags = Buffer.alloc(10);
  flags.writeUInt8(text === undefined ? 0 : 0b1100, 0);
  const told = text === undefined ? [] : ["EXIF", "XMP ", "C2PA"].map((name) => riffChunk(name, Buffer.from(text)));
  const chunks = [riffChunk("VP8X", flags), riffChunk("VP8L", Buffer.from([0x2f, 0, 0, 0, 0])), ...told];
  const body = Buffer.concat([Buffer.from("WEBP"), ...chunks]);
  return Buffer.concat([Buffer.from("RIFF"), littleUint32(body.length), body]);
}

function riffChunk(name: string, content: Buffer): Buffer {
  const padding = Buffer.alloc(content.length % 2);
  return Buffer.concat([Buffer.from(name), littleUint32(content.length), content, padding]);
}

/** The content of an Exif segment that says how the picture is turned, and something else. */
export function exif({ orientation = 1, isLittle = true, text = "" }): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write(isLittle ? "II" : "MM", 0, "latin1");
  const short = (value: number, at: number) =>
    isLittle ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    isLittle ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  short(42, 2);
  long(8, 4);
  short(1, 8);
  short(0x0112, 10);
  short(3, 12);
  long(1, 14);
  short(orientation, 18);
  return Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff, Buffer.from(text)]);
}

interface JpegParts {
  readonly exif?: Buffer;
  /** A small copy of the picture, where JFIF and where its extension has one; of fewer than 256 bytes. */
  readonly copy?: string;
  readonly trailer?: string;
  readonly scans?: number;
}

/** A JPEG by its structure, with restart markers and stuffed bytes in its scans: its points mean nothing. */
export function aJpeg({ exif: told, copy = "", trailer = "", scans = 1 }: JpegParts = {}): Buffer {
  const scan = [
    jpegSegment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
  ];
  const tables = jpegSegment(0xc4, Buffer.from([0, 1, 2, 3]));
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    jpegSegment(
      0xe0,
      Buffer.from(
        `JFIF\0\x01\x01\0\0\x01\0\x01${String.fromCharCode(copy.length, Math.sign(copy.length))}${copy}`,
        "latin1",
      ),
    ),
    ...(copy ? [jpegSegment(0xe0, Buffer.from(`JFXX\0\x10${copy}`, "latin1"))] : []),
    ...(told ? [jpegSegment(0xe1, told), jpegSegment(0xfe, Buffer.from("a comment"))] : []),
    jpegSegment(0xc2, Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0])),
    ...Array.from({ length: scans }, () => [tables, ...scan]).flat(),
    Buffer.from([0xff, 0xd9]),
    Buffer.from(trailer),
  ]);
}

function jpegSegment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function littleUint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
