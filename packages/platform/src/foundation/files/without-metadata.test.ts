import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type PictureType, pictureType } from "./picture-type.ts";
import { aJpeg, aPng, aWebp, exif } from "./testing.ts";
import { withoutMetadata } from "./without-metadata.ts";

const clean = (bytes: Buffer) => {
  const type = pictureType(bytes);
  assert.ok(type);
  const cleaned = withoutMetadata(bytes, type);
  assert.ok(cleaned);
  return Buffer.from(cleaned);
};
const secret = "N 50 44 12 E 7 5 56";

test("what the camera wrote goes, the picture stays to the last byte", () => {
  for (const [plain, told] of [
    [aJpeg(), aJpeg({ exif: exif({ text: secret }), copy: secret, trailer: secret })],
    [aPng(), aPng({ text: secret, trailer: secret })],
    [aWebp(), aWebp({ text: secret })],
  ] as const) {
    assert.ok(told.includes(secret));
    const cleaned = clean(told);
    assert.ok(!cleaned.includes(secret));
    assert.deepEqual(cleaned, clean(plain));
    assert.deepEqual(clean(cleaned), cleaned);
  }
  assert.deepEqual(clean(aPng()), aPng());
});

test("a photograph stays turned as it was taken", () => {
  for (const isLittle of [true, false]) {
    const cleaned = clean(aJpeg({ exif: exif({ orientation: 6, isLittle, text: secret }) }));
    assert.ok(!cleaned.includes(secret));
    const at = cleaned.indexOf("Exif");
    assert.ok(at > 0);
    assert.equal(cleaned.readUInt16LE(at + 24), 6);
  }
  assert.equal(clean(aJpeg({ exif: exif({ orientation: 1 }) })).indexOf("Exif"), -1);
});

test("a picture of several scans is kept up to its end", () => {
  const progressive = aJpeg({ scans: 3 });
  assert.equal(clean(progressive).length, progressive.length);
});

test("what is no picture is none, whatever it is called; what is cut off is none either", () => {
  for (const text of ["<html><script>alert(1)</script>", "%PDF-1.7", "GIF89a....", "<svg/>", "", "RIFF....WAVE"])
    assert.equal(pictureType(Buffer.from(text)), undefined);
  for (const whole of [aJpeg(), aPng(), aWebp()]) {
    const type = pictureType(whole)!;
    for (let length = 16; length < whole.length; length++)
      assert.equal(withoutMetadata(whole.subarray(0, length), type), undefined, `${type} of ${length} bytes`);
  }
});

test("no bytes make it fail otherwise, or grow", () => {
  const heads: Record<PictureType, Buffer> = {
    "image/jpeg": Buffer.from([0xff, 0xd8, 0xff]),
    "image/png": aPng().subarray(0, 8),
    "image/webp": aWebp().subarray(0, 12),
  };
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(heads)), fc.uint8Array({ maxLength: 300 }), (type, rest) => {
      const bytes = Buffer.concat([heads[type as PictureType], rest]);
      const cleaned = withoutMetadata(bytes, type as PictureType);
      assert.ok(cleaned === undefined || cleaned.length <= bytes.length + 36);
    }),
    { numRuns: 500 },
  );
});
