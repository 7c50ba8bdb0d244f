import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Locale, locales, translator } from "@aftercare/messages";
import { buildShopperPages } from "../../build.ts";
import {
  type Claim,
  type ClaimOptions,
  type ClaimRights,
  type Order,
  openShopperPages,
  type PickedLine,
  type ReturnReasons,
  type ReturnRequest,
  type ShopperPages,
} from "../index.ts";

const folder = mkdtempSync(join(tmpdir(), "claim-pages-"));
let pages: ShopperPages;
before(async () => {
  await buildShopperPages(folder);
  pages = await openShopperPages(folder);
});
after(() => rmSync(folder, { recursive: true }));

const hostile = `<script>alert("1")</script>`;
const problem = { status: 409, title: hostile, detail: hostile };
const reason = "damaged-or-defective";

const order: Order = {
  ...{ orderId: "ord_01h455vb4pex5vsknk084sn02q", number: "1042", placedAt: "2026-02-20T10:00:00Z" },
  ...{ channel: "online", currency: "EUR", total: 9_900, shipping: 0, parcels: [], payments: [], returns: [] },
  lines: [{ line: 1, sku: "A", title: hostile, quantity: 2, returnedQuantity: 0, paid: 9_900, nextUnitPaid: 4_950 }],
};
const laws: ClaimRights["lines"][number]["law"][] = [
  {
    ...{ standing: "owed", isPresumed: true, presumedUntil: "2027-02-24", until: "2028-02-24", source: "Directive" },
  },
  { standing: "owed", isPresumed: false, presumedUntil: "2027-02-24", until: "2028-02-24", source: "Directive" },
  { standing: "over", isPresumed: false, until: "2028-02-24", source: "Directive" },
  { standing: "none", isPresumed: false, source: "none" },
];
const doubts = [
  ...(["not-presumed", "guarantee-over", "no-law"] as const),
  ...(["cure-comes-first", "sum-to-agree", "declined-before"] as const),
];
const remedies = ["repair", "replacement", "price-reduction", "refund"] as const;
const states = ["reported", "accepted", "in-cure", "settled", "declined", "lapsed"] as const;
const reasons: ReturnReasons = {
  lines: [{ line: 1, tree: "general" }],
  trees: [
    {
      tree: "general",
      branches: [
        { branch: "fault", says: hostile, reasons: [{ reason, says: hostile, isFaulty: true, asksPhoto: true }] },
        {
          ...{ branch: "size", says: "Size" },
          reasons: [{ reason: "too-small", says: "Too small", isFaulty: false, asksPhoto: false }],
        },
      ],
    },
  ],
};
const picked: PickedLine[] = [{ line: 1, quantity: 2, reason }];
const options: ClaimOptions = {
  ...{ currency: "EUR", law: laws[0]! },
  remedies: remedies.map((remedy) => ({ remedy, doubts: remedy === "refund" ? [...doubts] : [] })),
  methods: [
    { method: "drop-off", fee: 0, boxless: false, recommended: true, carrier: hostile },
    { method: "store", fee: 0, boxless: false, recommended: false },
  ],
};
const claim: Claim = {
  ...{ claimId: "clm_01h455vb4pex5vsknk084sn02q", number: "CL-100001", state: "reported", orderId: order.orderId },
  ...{ orderNumber: "1042", shopperId: "shp_01h455vb4pex5vsknk084sn02q", currency: "EUR", remedy: "repair" },
  lines: [{ line: 1, quantity: 2, sku: "A", title: hostile, reason, said: hostile }],
  ...{ reportedAt: "2026-03-06T10:00:00Z", reportedBy: "shopper/1", doubts: [...doubts] },
  law: { isPresumed: true, until: "2028-02-24", source: "Directive" },
};
const request: ReturnRequest = {
  ...{ returnRequestId: "rrq_01h455vb4pex5vsknk084sn02q", number: "RR-100001", state: "open", isCureOnly: true },
  ...{ orderId: order.orderId, orderNumber: "1042", shopperId: "shp_01h455vb4pex5vsknk084sn02q" },
  ...{ requestedAt: "2026-03-06T10:00:00Z", expiresAt: "2026-04-03T10:00:00Z", currency: "EUR" },
  ...{ method: "drop-off", resolution: "exchange", timing: "received", settled: 0, fee: 0, refunds: [], returns: [] },
  ...{ labels: [], lines: [] },
};
const contextOf = (locale: Locale) => ({
  ...{ words: translator(locale).inTimeZone("Europe/Berlin"), retailer: hostile, path: "/" },
});

function* everyPage(locale: Locale): Generator<string> {
  const context = contextOf(locale);
  yield pages.renderHome({ ...context, isFault: true });
  const rightsOf = (law: (typeof laws)[number], arrival: ClaimRights["arrival"], units = 2): ClaimRights => ({
    arrival,
    lines: [{ line: 1, sku: "A", units, law }],
  });
  const pick = { ...context, order, reasons, picked: [], problems: [] };
  for (const law of laws)
    for (const arrival of ["known", "assumed", "on-its-way"] as const)
      yield pages.renderPickFault({ ...pick, rights: rightsOf(law, arrival) });
  const rights = rightsOf(laws[0]!, "known");
  yield pages.renderPickFault({ ...pick, rights: rightsOf(laws[0]!, "known", 0) });
  yield pages.renderPickFault({ ...pick, rights, picked, refused: problem });
  for (const kind of ["nothing", "reason", "quantity"] as const)
    yield pages.renderPickFault({ ...pick, rights, picked, problems: [{ kind, line: 1, units: 2 }] });
  const choose = { ...context, order, reasons, options, picked, claimId: claim.claimId, isFromReturn: false };
  for (const law of laws)
    yield pages.renderChooseRemedy({ ...choose, typed: { details: {} }, options: { ...options, law } });
  const plain = remedies.map((remedy) => ({ remedy, doubts: [] }));
  yield pages.renderChooseRemedy({ ...choose, typed: { details: {} }, options: { ...options, remedies: plain } });
  const typed = { remedy: "refund", method: "store", details: { 1: hostile } };
  yield pages.renderChooseRemedy({ ...choose, typed, isFromReturn: true, problem });
  for (const state of states)
    for (const remedy of remedies) {
      yield pages.renderClaim({ ...context, order, claim: { ...claim, state, remedy } });
      const answered = { ...claim, state, remedy, answer: hostile, amount: 1_500 };
      yield pages.renderClaim({ ...context, order, claim: answered, request, problem });
    }
  const photos = { lines: [1], items: [{ photoId: "pic_1", line: 1, by: "shopper" as const, at: claim.reportedAt }] };
  yield pages.renderClaim({ ...context, order, claim, photos });
  const appealBy = "2026-04-20T10:00:00Z";
  const asked = { appealId: "apl_1", state: "open" as const, madeAt: appealBy, answerBy: appealBy };
  for (const appeal of [
    { canAppeal: true, appealBy },
    { canAppeal: false, appealBy },
    { canAppeal: false, appealBy, appeal: asked },
  ])
    yield pages.renderClaim({ ...context, order, claim: { ...claim, state: "declined" }, appeal });
}

test("every page of a fault in every language has all its texts, and needs no script and no inline style", () => {
  for (const locale of locales) {
    for (const page of everyPage(locale)) {
      assert.match(page, new RegExp(`^<!doctype html><html lang="${locale}">`));
      // One that makes photos smaller may be fetched; nothing hangs on it.
      const bare = page.replaceAll(/<script type="module" src="\/s\/assets\/shrink-photos-[\w-]+\.js"><\/script>/g, "");
      assert.doesNotMatch(bare, /<script|<style|\sstyle=|\son[a-z]+=/i);
      assert.doesNotMatch(page, /faults\.[a-z]+\.|return-portal\.[a-z]+|undefined|\[object|Invalid|NaN/);
      assert.equal(page.match(/<h1[ >]/g)?.length, 1);
    }
  }
});

test("what does not suit is no fault, and no remedy is picked before the shopper does", () => {
  const context = contextOf("en");
  const rights: ClaimRights = { arrival: "known", lines: [{ line: 1, sku: "A", units: 2, law: laws[0]! }] };
  const pick = pages.renderPickFault({ ...context, order, rights, reasons, picked: [], problems: [] });
  assert.ok(pick.includes(`value="${reason}"`));
  assert.doesNotMatch(pick, /too-small|value="unknown"/);
  const view = { ...context, order, reasons, options, picked, claimId: claim.claimId, isFromReturn: false };
  const choose = pages.renderChooseRemedy({ ...view, typed: { details: {} } });
  assert.doesNotMatch(choose, /name="remedy"[^>]* checked/);
  assert.match(
    pages.renderChooseRemedy({ ...view, typed: { remedy: "refund", details: {} } }),
    /value="refund"[^>]* checked/,
  );
});
