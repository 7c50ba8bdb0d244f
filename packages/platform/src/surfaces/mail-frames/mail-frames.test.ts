import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { FastifyInstance } from "fastify";
import { messageKinds } from "../../capabilities.ts";
import { newId, toWire } from "../../foundation/ids/index.ts";
import { mailOperations } from "../../means/messages/index.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import { createServer } from "../http/index.ts";
import { mailFrames } from "./index.ts";

let house: TestHouse;
let app: FastifyInstance;
before(async () => {
  house = await testHouse();
  const runtime = { work: house.work, clock: house.clock };
  const pages = [mailFrames(runtime, mailOperations(messageKinds))];
  app = await createServer({ ...{ runtime, operations: [], version: "0", pages }, trustProxy: false, log: false });
});
after(async () => {
  await app.close();
  await house.close();
});

test("a mail keeps its looks in a frame of our own pages, and can run, fetch and send nothing", async () => {
  const headers = await house.authorization("agent");
  const answer = await app.inject({ url: "/v1/message-kinds/return.received/html?locale=nl", headers });
  assert.equal(answer.statusCode, 200);
  assert.match(answer.body, /lang="nl"[\s\S]*<style/);
  const policy = String(answer.headers["content-security-policy"]);
  assert.match(policy, /^sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'$/);
  assert.notEqual(answer.headers["x-frame-options"], "DENY");
});

test("who may not read a message sees no frame of it, and what is not there is not found", async () => {
  const url = "/v1/message-kinds/return.received/html?locale=en";
  assert.equal((await app.inject({ url })).statusCode, 401);
  assert.equal((await app.inject({ url, headers: await house.authorization("associate") })).statusCode, 403);
  const headers = await house.authorization("agent");
  for (const missing of [`/v1/messages/${toWire("msg", newId())}/html`, "/v1/message-kinds/nothing/html"])
    assert.equal((await app.inject({ url: missing, headers })).statusCode, 404);
  assert.equal((await app.inject({ url: "/v1/messages/nonsense/html", headers })).statusCode, 400);
});
