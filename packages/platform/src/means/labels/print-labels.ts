import type { Locale } from "@aftercare/messages";
import { sql } from "kysely";
import { readRetailer } from "../../facts/retailer/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { readLabelSettings } from "./label-settings.ts";
import { type LabelPage, renderLabels } from "./pdf/index.ts";
import type { ReturnLabel } from "./read-labels.ts";

interface Printing {
  /** The request's own number, as people name it. */
  readonly requestNumber: string;
  readonly locale: Locale;
  /** What the document says of when it was made. */
  readonly at: Date;
}

/** Labels as a PDF, one page each, with what is known of their sender now: nothing of it is kept with the label. */
export async function printLabels(
  tx: DatabaseTx,
  labels: readonly ReturnLabel[],
  { requestNumber, locale, at }: Printing,
): Promise<Buffer> {
  const { name: shop = "", timeZone } = await readRetailer(tx);
  const { returnTo } = await readLabelSettings(tx);
  const details = await detailsOf(tx, labels);
  const pages = labels.map((label): LabelPage => {
    const { orderNumber, name, postCode, contents } = details.get(label.id)!;
    return {
      ...{ trackingNumber: label.tracking_number, method: label.method, boxless: label.boxless },
      ...{ carrier: label.carrier, service: label.service ?? undefined, validUntil: label.valid_until },
      ...{ requestNumber, orderNumber, shop, to: returnTo, country: label.country ?? undefined, contents },
      from: { name: name ?? undefined, postCode: postCode ?? undefined },
    };
  });
  return renderLabels(pages, { locale, timeZone, at });
}

interface Details {
  readonly id: string;
  readonly orderNumber: string;
  readonly name: string | null;
  readonly postCode: string | null;
  readonly contents: LabelPage["contents"];
}

async function detailsOf(tx: DatabaseTx, labels: readonly ReturnLabel[]): Promise<Map<string, Details>> {
  const { rows } = await sql<Details>`
    select l.id, o.key as "orderNumber", c.name, c.post_code as "postCode", coalesce((
        select json_agg(json_build_object('quantity', p.quantity, 'title', coalesce(b.title, b.sku))
          order by p.order_id, p.line)
        from parcel_lines p join order_lines b on b.order_id = p.order_id and b.line = p.line
        where p.parcel_id = l.parcel_id
      ), '[]') as contents
    from return_labels l
      join orders o on o.id = l.order_id
      join shoppers s on s.id = l.shopper_id
      left join shopper_contacts c on c.shopper_id = coalesce(s.merged_into, s.id)
    where l.id = any(${labels.map(({ id }) => id)}::uuid[])`.execute(tx.db);
  return new Map(rows.map((row) => [row.id, row]));
}
