import type { Locale } from "@aftercare/messages";
import { translator } from "@aftercare/messages";
import { sql } from "kysely";
import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { chooseOffers, type WantedOffer } from "./basket/index.ts";
import type { Basket } from "./basket.schema.ts";
import { type Offer, whatIsGiven } from "./offer-view.ts";
import type { quoteOffers, WhyNot } from "./quote.contract.ts";
import type { TypedCode } from "./read-offers.ts";

type Quote = z.output<(typeof quoteOffers)["output"]>;
type Why = z.output<typeof WhyNot>;

/** The purchase that is being paid: what is bought with it is new to the shopper, also where its order is recorded already. */
export interface ThisPurchase {
  readonly orderId?: string | undefined;
  readonly source?: string | undefined;
  readonly number?: string | undefined;
}

interface Asked {
  readonly codes: readonly TypedCode[];
  readonly basket: Basket;
  readonly purchase?: ThisPurchase;
  readonly now: Date;
  readonly locale: Locale;
}

/** What the offers of typed codes take off a basket. Changes nothing; it holds as long as the offers are locked. */
export async function weighBasket(
  tx: DatabaseTx,
  { codes, basket, purchase = {}, now, locale }: Asked,
): Promise<Quote> {
  const standing = codes.map(({ found }) => whyNot(found, basket.currency, now));
  const usable = codes.flatMap(({ found }, index) =>
    typeof found === "string" || standing[index] !== undefined ? [] : [found],
  );
  const bought = await boughtBefore(tx, usable, basket, purchase);
  const choice = chooseOffers(
    usable.map((offer) => wantedOf(offer, bought)),
    basket.lines,
  );
  const used = new Map(choice.used.map((each) => [each.code, each]));
  const { t } = translator(locale, "offers");
  const amount = basket.lines.reduce((sum, line) => sum + line.amount, 0n);
  const left = choice.left.reduce((sum, each) => sum + each, 0n);
  return {
    ...{ currency: basket.currency, amount, given: amount - left, left },
    lines: basket.lines.map((line, place) => {
      const rest = choice.left[place]!;
      return { ...line, given: line.amount - rest, left: rest };
    }),
    offers: codes.map(({ typed, found }, index) => {
      const offer = typeof found === "string" ? undefined : found;
      const taken = offer && used.get(offer.code);
      const why = standing[index] ?? (offer && choice.unused.get(offer.code));
      return {
        code: offer?.code ?? typed,
        ...(offer && describe(offer)),
        applies: taken !== undefined,
        given: taken?.given ?? 0n,
        byLine: [...(taken?.off ?? basket.lines.map(() => 0n))],
        ...(why && { why, because: t(`offers.why.${why}`) }),
      };
    }),
  };
}

function describe(offer: Offer) {
  const { terms } = whatIsGiven(offer);
  return {
    ...{ offerId: offer.id as Id<"ofr">, action: offer.action, expiresAt: offer.expires_at },
    ...(terms && { terms }),
  };
}

/** Why a code is of no use in any basket. */
function whyNot(found: TypedCode["found"], currency: string, now: Date): Why | undefined {
  if (typeof found === "string") return found;
  if (found.state !== "issued") return found.state;
  if (found.expires_at <= now) return "expired";
  return found.currency !== null && found.currency !== currency ? "other-currency" : undefined;
}

function wantedOf(offer: Offer, bought: ReadonlyMap<string, ReadonlySet<string>>): WantedOffer {
  const known = bought.get(offer.id);
  const { terms } = whatIsGiven(offer);
  return { code: offer.code, terms, group: offer.combines_in ?? undefined, isNew: (sku) => !known?.has(sku) };
}

/** Which of a basket's products the shopper of an offer has bought before, for offers on what is new to them. */
async function boughtBefore(
  tx: DatabaseTx,
  offers: readonly Offer[],
  { lines }: Basket,
  { orderId, source, number }: ThisPurchase,
): Promise<Map<string, Set<string>>> {
  const wanted = offers.flatMap(({ id, shopper_id, terms }) =>
    shopper_id !== null && isOnNew(terms) ? [{ offer: id, shopper: shopper_id }] : [],
  );
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<{ offer: string; sku: string }>`
    select distinct w.offer, l.sku
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w (offer uuid, shopper uuid)
    join shoppers s on s.id = w.shopper
    join shoppers member on member.id = coalesce(s.merged_into, s.id) or member.merged_into = coalesce(s.merged_into, s.id)
    join order_lines l on l.shopper_id = member.id and l.sku = any(${lines.map(({ sku }) => sku)}::text[])
    join orders o on o.id = l.order_id
    where o.id is distinct from ${orderId ?? null}::uuid
      and (o.source, o.key) is distinct from (${source ?? null}::text, ${number ?? null}::text)`.execute(tx.db);
  const bought = new Map<string, Set<string>>();
  for (const { offer, sku } of rows) bought.set(offer, (bought.get(offer) ?? new Set()).add(sku));
  return bought;
}

function isOnNew(terms: unknown): boolean {
  const { kind, skus } = (terms ?? {}) as { kind?: string; skus?: unknown };
  return kind === "product-coupon" && skus === undefined;
}
