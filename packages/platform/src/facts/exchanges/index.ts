export {
  exchangeCompleted,
  exchangeConfirmed,
  exchangeEnded,
  exchangeRequested,
  exchangeShipped,
  exchangeShipRequested,
} from "./exchange-facts.ts";
