import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { TypeID } from "typeid-js";
import { validate, version } from "uuid";
import { z } from "zod";
import { idOf, newId, toUuid, toWire } from "./index.ts";

const ReturnId = idOf("ret");

test("an identifier travels as a TypeID and comes back as the same UUID", () => {
  fc.assert(
    fc.property(fc.uuid(), (uuid) => {
      assert.equal(toUuid("ret", toWire("ret", uuid)), uuid);
      assert.equal(z.decode(ReturnId, z.encode(ReturnId, uuid as never)), uuid);
    }),
  );
  assert.equal(toWire("prefix", "01890a5d-ac96-774b-bcce-b302099a8057"), "prefix_01h455vb4pex5vsknk084sn02q");
});

test("another prefix, a wrong alphabet, a suffix past 128 bits and other rubbish are refused, never thrown at", () => {
  const good = toWire("ret", newId());
  for (const bad of [
    good.replace("ret", "ord"),
    `${good}0`,
    good.slice(0, -1),
    "ret_8zzzzzzzzzzzzzzzzzzzzzzzzz",
    "ret_",
    "",
    "ret_01h455vb4pex5vsknk084sn02I",
  ]) {
    assert.equal(ReturnId.safeParse(bad).success, false, bad);
  }
  fc.assert(fc.property(fc.anything(), (value) => !ReturnId.safeParse(value).success));
});

test("the wire form is that of the TypeID library, for every UUID and in either case", () => {
  fc.assert(
    fc.property(fc.uuid(), (uuid) => {
      assert.equal(toWire("ret", uuid), TypeID.fromUUID("ret", uuid).toString());
      assert.equal(toWire("ret", uuid.toUpperCase()), toWire("ret", uuid));
    }),
  );
});

test("new identifiers are valid, distinct and sorted in the order in which they were made", () => {
  const ids = Array.from({ length: 5_000 }, () => newId());
  assert.ok(ids.every((id) => validate(id) && version(id) === 7));
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual(ids.toSorted(), ids);
});
