import { minorDigits } from "@aftercare/messages/browser";
import { type ContractInput, type ContractOutput, type findOffer, quoteOffers } from "@aftercare/platform/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { NumberEntry } from "../ui/index.ts";

type Offer = ContractOutput<typeof findOffer>;
type Quote = ContractOutput<typeof quoteOffers>;
type Basket = ContractInput<typeof quoteOffers>["basket"];

/** Whether what an offer takes off hangs on what the purchase comes to, and on nothing else about it. */
export function takesShareOfSum({ terms, currency }: Offer): boolean {
  return currency !== undefined && ["percent-off", "amount-off", "credit"].includes(terms?.kind ?? "");
}

/** A purchase of which only the sum is known, minor units. */
export function basketOf(sum: number | undefined, { currency }: Offer): Basket | undefined {
  if (sum === undefined || sum <= 0 || currency === undefined) return undefined;
  return { currency, lines: [{ sku: "purchase", quantity: 1, amount: sum }] };
}

/** What the offer takes off the purchase; undefined until its sum is said. */
export function useQuote({ code }: Offer, basket: Basket | undefined): Quote | undefined {
  const asked = useDeferredValue(basket);
  const query = useQuery({
    ...reading(quoteOffers, { codes: [code], basket: asked ?? { currency: "EUR", lines: [] } }),
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
  });
  return asked === undefined ? undefined : query.data;
}

interface BasketSumProps {
  readonly offer: Offer;
  /** Minor units; below 0 as long as a minus stands before it. */
  readonly sum: number | undefined;
  readonly onChange: (sum: number | undefined) => void;
  readonly quote: Quote | undefined;
}

/** What the purchase comes to, if the associate says it, and what that makes the offer worth. */
export function BasketSum({ offer: { currency = "EUR" }, sum, onChange, quote }: BasketSumProps) {
  const texts = useTexts();
  const { t } = texts;
  const digits = minorDigits(currency);
  const money = (amount: number) => texts.money({ amount, currency });
  const [answer] = quote?.offers ?? [];
  return (
    <div className="basket-sum">
      <NumberEntry
        size="lg"
        label={t("offers.till.sum")}
        description={t("offers.till.sum-help")}
        value={sum === undefined ? undefined : sum / 10 ** digits}
        onChange={(typed) => onChange(typed === undefined ? undefined : Math.round(typed * 10 ** digits))}
        digits={digits}
        suffix={` ${currency}`}
        max={10_000_000}
        // A minus that was dropped would quote another purchase than was typed.
        error={sum !== undefined && sum < 0 && t("offers.till.sum-minus")}
      />
      <p>
        {quote !== undefined &&
          answer !== undefined &&
          (answer.applies
            ? t("offers.till.takes", { given: money(quote.given), left: money(quote.left) })
            : answer.because)}
      </p>
    </div>
  );
}
