import type { ColumnType, Generated } from "kysely";
import type { ContentKind, ContentMoment } from "../../facts/content/index.ts";
import type { ContentTexts } from "./content-texts.schema.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    content_items: ContentItemTable;
    content_targets: ContentTargetTable;
    order_contents: OrderContentTable;
  }
}

interface ContentItemTable {
  id: string;
  key: string;
  kind: ContentKind;
  moment: ContentMoment;
  language: string;
  texts: ColumnType<ContentTexts, string>;
  url: string | null;
  provider: string | null;
  retired_at: Date | null;
  updated_at: Date;
  updated_by: string;
}

interface ContentTargetTable {
  content_id: string;
  match: "sku" | "product" | "category" | "attribute" | "all";
  attribute: Generated<string>;
  value: Generated<string>;
}

interface OrderContentTable {
  order_id: string;
  content_id: string;
  shopper_id: string;
  lines: number[];
  chosen_at: Date | null;
  sent_at: Date | null;
  message_id: string | null;
  opens: Generated<number>;
  opened_at: Date | null;
  last_opened_at: Date | null;
  help_asked_at: Date | null;
}
