import assert from "node:assert/strict";
import { test } from "node:test";
import type { ContentRow } from "./content-words.ts";
import { contentOf, draftOf } from "./draft.ts";

const item: ContentRow = {
  ...{ contentId: "cnt_01", key: "pitch", kind: "video", moment: "before-arrival", language: "de" },
  texts: { de: { title: "Aufbau", summary: "Kurz." }, en: { title: "Pitching", summary: "Short.", body: "- one" } },
  ...{ url: "https://films.example/1", provider: "Example Films", targets: [{ match: "all" }] },
  updatedAt: "2026-03-02T10:00:00Z",
  results: {
    ...{ sent: 0, opened: 0, found: 0, helpAsked: 0 },
    cameBack: { opened: { units: 0, returned: 0 }, unopened: { units: 0, returned: 0 } },
  },
};

test("what stands is sent again as it stands when nothing was typed", () => {
  const { contentId: _, updatedAt: __, results: ___, ...saved } = item;
  assert.deepEqual(contentOf(draftOf(item, "en")), saved);
});

test("languages of which nothing was typed are not sent, and neither are blanks", () => {
  const draft = draftOf(undefined, "nl");
  const texts = { ...draft.texts, nl: { title: "T", summary: "S", body: "  " } };
  const { texts: sent, url, provider } = contentOf({ ...draft, texts, url: " " });
  assert.deepEqual(
    [sent, url, provider, draft.language],
    [{ nl: { title: "T", summary: "S" } }, undefined, undefined, "nl"],
  );
});
