import assert from "node:assert/strict";
import { test } from "node:test";
import { likeBeginning, likeText } from "./index.ts";
import { testDatabase } from "./testing.ts";

test("what is typed is matched as it stands, whatever a pattern would make of it", async () => {
  const database = await testDatabase();
  const like = async (value: string, pattern: string) =>
    (await database.pool.query<{ hit: boolean }>("select lower($1) like $2 as hit", [value, pattern])).rows[0]?.hit;
  for (const typed of ["50%", "A_1", String.raw`A\1`, "%", "_", "\\", "Straße"]) {
    assert.equal(await like(`${typed} off`, likeBeginning(typed)), true, typed);
    assert.equal(await like(`x${typed}`, likeBeginning(typed)), false, typed);
    assert.equal(await like(typed, likeText(typed.toLowerCase())), true, typed);
  }
  assert.equal(await like("ab1", likeBeginning("a_1")), false);
  assert.equal(await like("500", likeBeginning("5%0")), false);
  await database.close();
});
