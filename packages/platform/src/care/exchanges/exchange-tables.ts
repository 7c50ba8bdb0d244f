import type { Generated, JSONColumnType, Selectable } from "kysely";
import type { ExchangeEnd } from "../../facts/exchanges/exchange.schema.ts";
import type { ExchangeState } from "./exchange.ts";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    exchanges: ExchangeTable;
    exchange_lines: ExchangeLineTable;
    exchange_values: ExchangeValueTable;
  }
}

interface ExchangeTable {
  id: string;
  number: string;
  return_request_id: string;
  order_id: string;
  shopper_id: string;
  currency: string;
  state: ExchangeState;
  is_instant: boolean;
  value: bigint;
  price: bigint;
  requested_at: Date;
  requested_by: string;
  locale: string;
  confirmed_at: Date | null;
  goods_by: Date | null;
  received_at: Date | null;
  given_up_at: Date | null;
  asked_at: Date | null;
  shipped_at: Date | null;
  parcel_key: string | null;
  refund_id: string | null;
  ended_at: Date | null;
  ended_because: ExchangeEnd | null;
  overdue_at: Date | null;
  given_back: Generated<bigint>;
}

interface ExchangeLineTable {
  exchange_id: string;
  place: number;
  order_line: number;
  quantity: number;
  sku: string;
  title: string;
  variant: string | null;
  price: bigint;
}

/** Units of an order's line that became due, with what was paid for them as decimal text. */
export interface ValuedUnits {
  readonly line: number;
  readonly quantity: number;
  readonly amount: string;
}

interface ExchangeValueTable {
  event_id: string;
  return_request_id: string;
  order_id: string;
  shopper_id: string;
  at: Date;
  lines: JSONColumnType<readonly ValuedUnits[]>;
  amount: bigint;
  state: "waiting" | "used" | "given-back";
  refund_id: string | null;
}

export type Exchange = Selectable<ExchangeTable>;
export type ExchangeLine = Selectable<ExchangeLineTable>;
export type ExchangeValue = Selectable<ExchangeValueTable>;
