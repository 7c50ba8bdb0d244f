import type { Locale } from "@aftercare/messages";
import type { z } from "zod";
import { fullSlots, loadHolidays, readShippingBook, zoneOf } from "../../../facts/shipping/index.ts";
import { collectingStores, type StoreShelf } from "../../../facts/stock/index.ts";
import { signer } from "../../../foundation/auth/index.ts";
import { dayNumber, dayText } from "../../../foundation/calendar/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { type Id, newId } from "../../../foundation/ids/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { badInput } from "../../../foundation/problems/index.ts";
import { currentPromiseModel } from "../model/current-promise-model.ts";
import { quotePromise } from "./quote.contract.ts";
import { type Choice, type Question, quoteService } from "./quote-service.ts";
import { quoteClaims, quoteHolds } from "./quote-token.ts";
import { amountOf, hasAll, servicesFor } from "./services-for-cart.ts";
import { noteShown, type Shown } from "./shown-quotes.ts";

type Input = z.output<typeof quotePromise.input>;
type Output = z.output<typeof quotePromise.output>;

/** How far from now somebody may ask about, milliseconds: what is learned knows nothing of next year. */
const farthest = 60 * 86_400_000;

/** What all quotes of a moment are answered from, read in one go. */
interface Ground {
  readonly book: Awaited<ReturnType<typeof readShippingBook>>;
  readonly model: Awaited<ReturnType<typeof currentPromiseModel>>;
  readonly isFull: Awaited<ReturnType<typeof fullSlots>>;
  readonly stores: ReadonlyMap<string, StoreShelf>;
  readonly sign: Awaited<ReturnType<typeof signer>>;
}

/** For the shop's product page, cart and checkout, and whoever sells from a store. Nothing is weighed here and nobody is told apart: the same cart gets the same answer. */
export const quotePromiseOperation = operation(quotePromise, {
  by: { associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock, locale }, input) {
    const [answer] = await answerTogether(tx, clock, [{ locale, input }]);
    return answer as Output;
  },
  runTogether: ({ tx, clock }, calls) => answerTogether(tx, clock, calls),
});

async function answerTogether(
  tx: DatabaseTx,
  clock: Clock,
  calls: readonly { readonly locale: Locale; readonly input: Input }[],
): Promise<Output[]> {
  const now = clock.now();
  for (const { input } of calls) requireNear(input, now);
  const skus = [...new Set(calls.flatMap(({ input }) => input.lines.map(({ sku }) => sku)))];
  const [book, model, isFull, stores, sign] = await Promise.all([
    readShippingBook(tx),
    currentPromiseModel(tx),
    fullSlots(tx, now),
    collectingStores(tx, skus),
    signer(tx, clock.real()),
  ]);
  const year = now.getUTCFullYear();
  const places = [...book.origins.values(), ...calls.map(({ input }) => input.destination)];
  await loadHolidays(places, [year - 1, year, year + 1]);
  const ground: Ground = { book, model, isFull, stores, sign };
  const answers = calls.map(({ input, locale }) => answer(ground, clock, input, locale));
  noteShown(
    tx,
    now,
    answers.map(({ shown }) => shown),
  );
  return answers.map(({ output }) => output);
}

function answer(ground: Ground, clock: Clock, input: Input, locale: Locale): { output: Output; shown: Shown } {
  const { book, model, sign } = ground;
  const now = clock.now();
  const { country, postCode } = input.destination;
  const zone = postCode === undefined ? undefined : zoneOf(country, postCode);
  const { open, because } = servicesFor(input, book, ground.stores);
  const question: Question = {
    ...{ at: input.at ?? now, country, zone, amount: amountOf(input) },
    estimatedOn: input.estimatedOn === undefined ? undefined : dayNumber(input.estimatedOn),
  };
  const choices = open.flatMap((service) => {
    const origin = book.origins.get(service.origin);
    const onShelf = service.storeId !== undefined && hasAll(ground.stores.get(service.storeId), input);
    const choice = origin && quoteService(service, origin, question, { model, isFull: ground.isFull, onShelf });
    return choice ? [{ choice, onShelf }] : [];
  });
  const quoteId = newId<"qte">();
  const quote = { quoteId, shownAt: now, country, zone, currency: input.currency, modelId: model.id };
  const shown = { quote, choices: choices.map(({ choice }) => choice) };
  const output = {
    quoteId,
    token: sign(quoteClaims(quote, shown.choices, clock.real())),
    expiresAt: new Date(now.getTime() + quoteHolds),
    choices: choices.map(({ choice, onShelf }) => inWords(choice, onShelf, ground.stores, locale)),
    ...(choices.length === 0 && { because: because ?? ("nothing-free" as const) }),
  };
  return { output, shown };
}

function requireNear({ at }: Input, now: Date): void {
  if (!at || Math.abs(at.getTime() - now.getTime()) <= farthest) return;
  const message = "lies more than 60 days from now; leave it out, or send when it is to be bought";
  throw badInput({ field: "at", reason: message }, { fields: [{ field: "at", message }] });
}

function inWords(
  choice: Choice,
  onShelf: boolean,
  stores: Ground["stores"],
  locale: Locale,
): Output["choices"][number] {
  const { service, slots } = choice;
  const store = service.storeId === undefined ? undefined : stores.get(service.storeId);
  return {
    service: service.key,
    kind: service.kind,
    name: service.title[locale] ?? Object.values(service.title)[0] ?? service.key,
    ...(service.carrier !== undefined && { carrier: service.carrier }),
    price: choice.price,
    earliest: dayText(choice.earliest),
    latest: dayText(choice.latest),
    likely: dayText(choice.likely),
    confidence: choice.confidence,
    orderBefore: choice.orderBefore,
    ...(slots && { slots: [...slots] }),
    ...(store && { pickUp: { storeId: store.storeId as Id<"sto">, name: store.name, onShelf } }),
    basis: choice.basis,
    journeys: choice.journeys,
  };
}
