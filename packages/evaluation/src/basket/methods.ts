import {
  autoBasket,
  autoComplements,
  type BasketRanker,
  type CompanionRanker,
  coPurchaseRanking,
  decayedFrequency,
  globalTopFrequency,
  personalTopFrequency,
  tifuKnn,
  upCf,
  userKnn,
} from "@aftercare/learn";
import type { BasketTask } from "./task.ts";

type Fit<Ranker> = (task: BasketTask) => Ranker;

/** Every method for the next basket. The automatic one comes first, so that its peak of memory is its own. */
export const basketMethods: Readonly<Record<string, Fit<BasketRanker>>> = {
  auto: ({ log, now }) => autoBasket(log, now === undefined ? {} : { now }),
  "global top frequency": ({ log }) => globalTopFrequency(log),
  "personal top frequency, own items only": ({ log }) => personalTopFrequency(log, { fill: false }),
  "personal top frequency": ({ log }) => personalTopFrequency(log),
  "personal top frequency, ties by recency": ({ log }) => personalTopFrequency(log, { ties: "recency" }),
  "decayed frequency": ({ log }) => decayedFrequency(log, 0.95),
  "TIFU-KNN": ({ log }) => tifuKnn(log),
  "UP-CF": ({ log }) => upCf(log),
  "decayed frequency with neighbours": ({ log }) => userKnn(log),
};

/** Every method for what goes with an item. */
export const companionMethods: Readonly<Record<string, Fit<CompanionRanker>>> = {
  auto: ({ orders, now }) => autoComplements(orders, now === undefined ? {} : { now }),
  "co-purchase count": ({ orders }) => coPurchaseRanking(orders),
};
