import type { Locale } from "@aftercare/messages";
import { isLocale } from "@aftercare/messages";
import { sql } from "kysely";
import type { ContentKind, ContentMoment } from "../../facts/content/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { ContentTarget, ContentText, ContentTexts } from "./content-texts.schema.ts";

export interface ContentItem {
  readonly contentId: Id<"cnt">;
  readonly key: string;
  readonly kind: ContentKind;
  readonly moment: ContentMoment;
  /** In which it stands in for the languages that it is not written in. */
  readonly language: Locale;
  readonly texts: ContentTexts;
  readonly url: string | undefined;
  /** Who runs the page at `url`; undefined where it is the retailer. */
  readonly provider: string | undefined;
  readonly targets: ContentTarget[];
  readonly retiredAt: Date | undefined;
  readonly updatedAt: Date;
}

interface Row {
  id: Id<"cnt">;
  key: string;
  kind: ContentKind;
  moment: ContentMoment;
  language: string;
  texts: ContentTexts;
  url: string | null;
  provider: string | null;
  retired_at: Date | null;
  updated_at: Date;
  targets: { match: ContentTarget["match"]; attribute: string; value: string }[];
}

/** All items, by key; those alone that a condition in SQL over `i` fits, where there is one. */
export async function readItems(tx: DatabaseTx, where = sql<boolean>`true`): Promise<ContentItem[]> {
  const { rows } = await sql<Row>`
    select i.*, coalesce((
      select jsonb_agg(jsonb_build_object('match', t.match, 'attribute', t.attribute, 'value', t.value)
        order by t.match, t.attribute, t.value)
      from content_targets t where t.content_id = i.id), '[]') as targets
    from content_items i where ${where} order by i.key`.execute(tx.db);
  return rows.map((row) => ({
    ...{ contentId: row.id, key: row.key, kind: row.kind, moment: row.moment, texts: row.texts },
    language: isLocale(row.language) ? row.language : "en",
    targets: row.targets.map(targetOf),
    ...{ url: row.url ?? undefined, provider: row.provider ?? undefined },
    ...{ retiredAt: row.retired_at ?? undefined, updatedAt: row.updated_at },
  }));
}

function targetOf({ match, attribute, value }: Row["targets"][number]): ContentTarget {
  switch (match) {
    case "all":
      return { match };
    case "attribute":
      return { match, attribute, value };
    default:
      return { match, value };
  }
}

/** What an item says to a reader, and in which language: theirs, else its own. */
export function textFor({ texts, language }: ContentItem, reader: Locale): ContentText & { readonly language: Locale } {
  const own = texts[reader];
  const text = own ?? texts[language];
  if (text === undefined) throw new Error(`content without a text in its own language ${language}`);
  return { ...text, language: own === undefined ? language : reader };
}
