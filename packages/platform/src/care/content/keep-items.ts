import { sql } from "kysely";
import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { badInput, notFound } from "../../foundation/problems/index.ts";
import { getContent, listContent, retireContent, saveContent } from "./content.contract.ts";
import { readResults } from "./content-results.ts";
import { type ContentTarget, Language } from "./content-texts.schema.ts";
import { type ContentItem, readItems } from "./read-items.ts";

const boss = { manager: anything, admin: anything } as const;
type Saved = z.output<typeof saveContent.input>;
type Warnings = z.output<typeof saveContent.output>["warnings"];

export const listContentOperation = operation(listContent, {
  by: { ...boss, agent: anything, service: anything },
  async run({ tx }, { moment, kind, retired }) {
    const items = await readItems(
      tx,
      sql<boolean>`(${moment ?? null}::text is null or i.moment = ${moment ?? null})
        and (${kind ?? null}::text is null or i.kind = ${kind ?? null})
        and (${retired ?? null}::text is null or (i.retired_at is not null) = (${retired ?? null} = 'yes'))`,
    );
    return { items: await withResults(tx, items) };
  },
});

export const getContentOperation = operation(getContent, {
  by: { ...boss, agent: anything, service: anything },
  async run({ tx }, { contentId }) {
    const [item] = await withResults(tx, [await oneItem(tx, contentId)]);
    return { ...item!, warnings: await warningsOf(tx, item!) };
  },
});

export const saveContentOperation = operation(saveContent, {
  by: { ...boss, service: anything },
  async run({ tx, clock, actor }, given) {
    refuseIncomplete(given);
    const { key, kind, moment, language, texts, url, provider, targets } = given;
    const { id } = await tx.db
      .insertInto("content_items")
      .values({
        ...{ id: newId<"cnt">(), key, kind, moment, language, texts: JSON.stringify(texts) },
        ...{ url: url ?? null, provider: provider ?? null, retired_at: null },
        ...{ updated_at: clock.now(), updated_by: actor.id },
      })
      .onConflict((conflict) =>
        conflict.column("key").doUpdateSet((eb) => ({
          kind: eb.ref("excluded.kind"),
          moment: eb.ref("excluded.moment"),
          language: eb.ref("excluded.language"),
          texts: eb.ref("excluded.texts"),
          url: eb.ref("excluded.url"),
          provider: eb.ref("excluded.provider"),
          retired_at: null,
          updated_at: eb.ref("excluded.updated_at"),
          updated_by: eb.ref("excluded.updated_by"),
        })),
      )
      .returning("id")
      .executeTakeFirstOrThrow();
    await tx.db.deleteFrom("content_targets").where("content_id", "=", id).execute();
    await tx.db
      .insertInto("content_targets")
      .values(targets.map((target) => ({ content_id: id, ...columnsOf(target) })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const item = await oneItem(tx, id);
    return { item, warnings: await warningsOf(tx, item) };
  },
});

export const retireContentOperation = operation(retireContent, {
  by: { ...boss, service: anything },
  async run({ tx, clock }, { contentId }) {
    await tx.db
      .updateTable("content_items")
      .set({ retired_at: clock.now() })
      .where("id", "=", contentId)
      .where("retired_at", "is", null)
      .execute();
    return oneItem(tx, contentId);
  },
});

async function oneItem(tx: DatabaseTx, contentId: string): Promise<ContentItem> {
  const [item] = await readItems(tx, sql<boolean>`i.id = ${contentId}`);
  if (item === undefined) throw notFound({ field: "contentId" });
  return item;
}

async function warningsOf(tx: DatabaseTx, { texts, targets }: ContentItem): Promise<Warnings> {
  const languages = Language.options.filter((each) => texts[each] === undefined);
  const unknown = await fittingNothing(tx, targets);
  return [
    ...(languages.length === 0 ? [] : [{ what: "languages-missing" as const, languages }]),
    ...(unknown.length === 0 ? [] : [{ what: "fits-nothing" as const, targets: unknown }]),
  ];
}

async function withResults(tx: DatabaseTx, items: readonly ContentItem[]) {
  const results = await readResults(
    tx,
    items.map(({ contentId }) => contentId),
  );
  return items.map((item) => ({ ...item, results: results.get(item.contentId)! }));
}

/** @throws bad-input where there would be nothing to read, or nobody could tell whose page it is */
function refuseIncomplete({ texts, language, url, provider }: Saved): void {
  const refuse = (field: string, reason: string) => {
    throw badInput({ field, reason }, { fields: [{ field, message: reason }] });
  };
  if (texts[language] === undefined) {
    refuse(`texts/${language}`, "is the item's own language, which stands in for all others; write it");
  }
  for (const each of Language.options) {
    if (texts[each] !== undefined && texts[each].body === undefined && url === undefined) {
      refuse(`texts/${each}/body`, "there is nothing to read; write it, or give a url");
    }
  }
  if (provider !== undefined && url === undefined) refuse("provider", "names who runs the page at url; give that too");
}

function columnsOf(target: ContentTarget) {
  switch (target.match) {
    case "all":
      return { match: target.match, attribute: "", value: "" };
    case "attribute":
      return { match: target.match, attribute: target.attribute, value: target.value };
    default:
      return { match: target.match, attribute: "", value: target.value };
  }
}

/** Those of the targets that nothing in the catalogue fits: a misspelt category is seen at once, and not when nobody ever gets the guide. */
async function fittingNothing(tx: DatabaseTx, targets: readonly ContentTarget[]): Promise<ContentTarget[]> {
  const asked = targets.map((target, index) => ({ index, ...columnsOf(target) }));
  const { rows } = await sql<{ index: number }>`
    select r.index from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
      as r (index int, match text, attribute text, value text)
    where not case r.match
      when 'all' then true
      when 'sku' then exists (select from variants v where v.sku = r.value)
      when 'product' then exists (select from products p where p.key = r.value)
      when 'category' then exists (select from products p where p.category = r.value)
      else exists (select from products p where p.attributes ->> r.attribute = r.value)
    end
    order by r.index`.execute(tx.db);
  return rows.map(({ index }) => targets[index]!);
}
