import { z } from "zod";
import type { PlainDayNumber } from "../../../foundation/calendar/index.ts";
import { dayNumber, dayText } from "../../../foundation/calendar/index.ts";
import type { Choice } from "./quote-service.ts";

/** Orders that were placed within this time after a quote was shown are promised what it said. */
export const quoteHolds = 24 * 3_600_000;

/** An order can be sent long after it was placed; quotes that are older than this are not kept either. */
const readable = 30 * 86_400_000;

/** One choice of a quote, as a shopper was shown it. */
export interface QuotedTerms {
  readonly service: string;
  readonly startsOn: PlainDayNumber;
  readonly earliest: PlainDayNumber;
  readonly latest: PlainDayNumber;
  readonly q50: number;
  readonly q90: number;
  readonly confidence: number;
  readonly price: bigint;
  /** When the windows begin that could be chosen. */
  readonly slots: readonly Date[];
}

/** What a token says. */
export interface ShownQuote {
  readonly quoteId: string;
  /** Business time. */
  readonly shownAt: Date;
  readonly country: string;
  readonly zone: string | undefined;
  readonly currency: string;
  readonly modelId: string | undefined;
  readonly choices: readonly QuotedTerms[];
}

/** As it stands in a token: short, because it travels through a shop's checkout. */
const Written = z.tuple([
  z.object({ quote: z.string(), at: z.number(), to: z.string(), zone: z.string().optional(), cur: z.string() }),
  z.string().nullable(),
  z.array(
    z.tuple([z.string(), z.string(), z.int(), z.int(), z.number(), z.number(), z.int(), z.int(), z.array(z.int())]),
  ),
]);

/**
 * What is signed: the terms themselves, so that what was shown holds even if the row of it was lost, or the model has been replaced since.
 * @param now real time
 */
export function quoteClaims(quote: Omit<ShownQuote, "choices">, choices: readonly Choice[], now: Date) {
  const { quoteId, shownAt, country, zone, currency, modelId } = quote;
  const written: z.input<typeof Written> = [
    { quote: quoteId, at: shownAt.getTime(), to: country, ...(zone !== undefined && { zone }), cur: currency },
    modelId ?? null,
    choices.map(({ service, startsOn, earliest, latest, q50, q90, confidence, price, slots = [] }) => [
      service.key,
      dayText(startsOn),
      earliest - startsOn,
      latest - startsOn,
      rounded(q50),
      rounded(q90),
      Math.round(confidence * 1000),
      Number(price),
      slots.map(({ from }) => from.getTime() / 60_000),
    ]),
  ];
  return { use: "quote", shown: JSON.stringify(written), expiresAt: now.getTime() + readable };
}

/** The inverse of {@link quoteClaims}; undefined where the claims are those of something else. */
export function quoteOf(claims: Readonly<Record<string, string | number>>): ShownQuote | undefined {
  if (claims["use"] !== "quote") return undefined;
  const read = Written.safeParse(JSON.parse(String(claims["shown"])));
  if (!read.success) return undefined;
  const [{ quote, at, to, zone, cur }, model, choices] = read.data;
  return {
    ...{ quoteId: quote, shownAt: new Date(at), country: to, zone, currency: cur, modelId: model ?? undefined },
    choices: choices.map(([service, start, earliest, latest, q50, q90, thousandths, price, slots]) => {
      const startsOn = dayNumber(start);
      return {
        ...{ service, startsOn, earliest: startsOn + earliest, latest: startsOn + latest, q50, q90 },
        ...{ confidence: thousandths / 1000, price: BigInt(price) },
        slots: slots.map((minutes) => new Date(minutes * 60_000)),
      };
    }),
  };
}

function rounded(days: number): number {
  return Math.round(days * 100) / 100;
}
