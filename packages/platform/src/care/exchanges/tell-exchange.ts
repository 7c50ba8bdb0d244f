import { exchangeEnded, exchangeRequested } from "../../facts/exchanges/index.ts";
import { on, type Reaction } from "../../foundation/reactions/index.ts";
import { queueMessage } from "../../means/messages/index.ts";
import { exchangeChosen, exchangeOver } from "./exchange-mails.ts";

const dayMs = 86_400_000;
/** Later than this the shopper has found out otherwise. */
const worthTellingDays = 3;

const tellChosen = on(exchangeRequested, "exchanges.tell-requested", async ({ tx, clock }, { data, at }) => {
  const { exchangeId, shopperId, orderId } = data;
  const notAfter = new Date(at.getTime() + worthTellingDays * dayMs);
  const told = { shopperId, orderId, key: `exchange/${exchangeId}/requested`, values: { exchangeId }, notAfter };
  await queueMessage(tx, clock, exchangeChosen, told);
});

/** Who called it off knows it. */
const tellEnded = on(exchangeEnded, "exchanges.tell-ended", async ({ tx, clock }, { data, at }) => {
  const { exchangeId, shopperId, orderId, because } = data;
  if (because === "cancelled") return;
  const notAfter = new Date(at.getTime() + worthTellingDays * dayMs);
  const told = { shopperId, orderId, key: `exchange/${exchangeId}/ended`, values: { exchangeId }, notAfter };
  await queueMessage(tx, clock, exchangeOver, told);
});

export const exchangeTellings: readonly Reaction[] = [tellChosen, tellEnded];
