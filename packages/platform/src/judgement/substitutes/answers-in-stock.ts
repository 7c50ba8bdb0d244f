import { readStock } from "../../facts/catalogue/index.ts";
import { isFaulty, readReason } from "../../facts/returns/reasons/index.ts";
import { type DatabaseTx, statement } from "../../foundation/database/index.ts";
import { type Article, rankSubstitutes, type SubstituteReason } from "./rank-substitutes.ts";
import { type Change, wantedChange } from "./what-is-wanted.ts";

/** Units of an order's line that somebody wants to give back, and why. */
interface Back {
  readonly line: number;
  readonly quantity: number;
  readonly reason: string;
}

/** What answers a reason that names what should be different, and nothing that is only near it. */
const answers: Readonly<Partial<Record<Change, readonly SubstituteReason["key"][]>>> = {
  larger: ["next-size-up", "other-size"],
  smaller: ["next-size-down", "other-size"],
  "other-size": ["other-size"],
  "other-look": ["same-size-other-look", "other-look"],
  "same-again": ["same-again"],
};

interface Row {
  readonly line: number;
  readonly bought: string;
  readonly sku: string;
  readonly title: string | null;
  readonly product_id: string;
}

/**
 * Whether an exchange can answer the reasons: for each line the very thing that its reason asks for (too small: the next size up, broken: the same once more) is
 * there in the wanted number. What reasons ask for that name nothing of the product, such as its style, some other product may always be.
 */
export async function areAnswersInStock(tx: DatabaseTx, orderId: string, back: readonly Back[]): Promise<boolean> {
  const asking = back.flatMap((each) => {
    const change = wantedChange(readReason(each.reason), isFaulty(each.reason));
    return answers[change] ? [{ ...each, change, answers: answers[change] }] : [];
  });
  if (asking.length === 0) return true;
  const rows = await readVariants(tx, orderId, [...new Set(asking.map(({ line }) => line))]);
  const stock = await readStock(tx, [...new Set(rows.map(({ sku }) => sku))]);
  return asking.every(({ line, quantity, change, answers: keys }) => {
    const own = rows.filter((row) => row.line === line);
    const articles = own.map((row): Article => {
      const { sku, product_id: productId, title } = row;
      return {
        ...{ sku, productId, title: title ?? undefined, available: stock.get(sku) ?? 0 },
        ...{ productTitle: "", attributes: {}, price: undefined, alsoBought: 0 },
      };
    });
    const article = articles.find(({ sku }) => sku === own[0]?.bought);
    if (!article) return false;
    const [best] = rankSubstitutes({ article, change, quantity, value: 0n }, articles, 1);
    return best?.because.some(({ key }) => keys.includes(key)) ?? false;
  });
}

const readVariants = statement<[orderId: string, lines: readonly number[]], Row>(
  "answers-in-stock",
  `select l.line, l.sku as bought, v.sku, v.title, v.product_id
  from order_lines l
  join variants own on own.source = l.source and own.sku = l.sku
  join variants v on v.product_id = own.product_id
  where l.order_id = $1 and l.line in (select unnest($2::int[])) order by l.line, v.sku`,
);
