import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addReturnPhoto,
  findOffer,
  findPurchases,
  listNextSteps,
  logOut,
  takeBack,
} from "@aftercare/platform/contract";
import fc from "fast-check";
import { toRequest } from "./request.ts";

test("fields of the path are encoded there and leave the rest", () => {
  assert.deepEqual(toRequest(findOffer, { code: "AB/C D" }), {
    method: "GET",
    url: "/v1/offers/AB%2FC%20D",
    body: undefined,
  });
});

test("a query carries what has a value", () => {
  const { url } = toRequest(listNextSteps, { q: "täsch & co", action: undefined, limit: 20 });
  assert.equal(url, "/v1/returns?q=t%C3%A4sch+%26+co&limit=20");
  assert.equal(toRequest(logOut, {}).url, "/v1/session");
});

test("a command carries JSON", () => {
  const input = { orderId: "ord_1", storeId: "sto_1", lines: [{ line: 1, quantity: 2 }] };
  const request = toRequest(takeBack, input);
  assert.equal(request.url, "/v1/returns");
  assert.deepEqual(JSON.parse(String(request.body)), input);
});

test("a command that takes a file carries a form", () => {
  const photo = new Blob(["bytes"]);
  const { url, body } = toRequest(addReturnPhoto, { orderId: "ord_1", line: 2, photo });
  assert.equal(url, "/v1/orders/ord_1/return-photos");
  assert.ok(body instanceof FormData);
  assert.deepEqual([body.get("line"), (body.get("photo") as File).size, body.has("orderId")], ["2", 5, false]);
});

test("a path without its value is refused before it is sent", () => {
  assert.throws(() => toRequest(findOffer, { code: "" }), /offers\.find needs a value for "code"/);
});

test("no text leaves its place in the address", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (text) => {
      const base = "http://localhost";
      const found = new URL(toRequest(findPurchases, { q: text }).url, base);
      assert.equal(found.pathname, "/v1/purchases");
      assert.equal(found.searchParams.get("q"), text.toWellFormed());
      if (text === "." || text === "..") return;
      const offer = new URL(toRequest(findOffer, { code: text.toWellFormed() }).url, base);
      assert.equal(decodeURIComponent(offer.pathname), `/v1/offers/${text.toWellFormed()}`);
    }),
  );
});
