import type { FactDeclaration } from "../programs/index.ts";
import type { BehaviourSegment } from "./behaviour-segment.ts";

/** What conditions of a policy may read. */
export interface PolicyCase {
  /** "" where there is none. */
  readonly tier: string;
  readonly segment: BehaviourSegment;
  readonly channel: string;
  readonly country: string;
  /** "2026-12-05" */
  readonly placed_on: string;
  readonly today: string;
  readonly category: string;
  readonly sku: string;
  /** The reason that was given, "" before one was. */
  readonly reason: string;
  /** What was taken off the list price, 0 to 1. */
  readonly discount: number;
  /** In the currency's main unit. */
  readonly paid: number;
  readonly order_total: number;
  readonly orders: number;
  readonly return_rate: number;
}

export const policyFacts: readonly FactDeclaration[] = [
  ...(["tier", "segment", "channel", "country", "placed_on", "today", "category", "sku", "reason"] as const).map(
    (name) => ({ name, type: "text" as const }),
  ),
  ...(["discount", "paid", "order_total", "orders", "return_rate"] as const).map((name) => ({
    name,
    type: "number" as const,
  })),
];
