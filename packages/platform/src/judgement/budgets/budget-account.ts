import type { BudgetPeriod } from "./budget-period.ts";
import type { Rhythm } from "./rhythm.ts";

/** What offers of a program usually cost, in minor units, and what a minor unit of that brings, in units of the goal. Above 0. */
export interface Usual {
  readonly cost: number;
  readonly return: number;
}

/** What was done with an account's money so far. */
export interface BudgetSums {
  /** Minor units. */
  readonly spent: bigint;
  /** Of it on actions that were tried and not held for the best. */
  readonly tried: bigint;
  readonly offers: number;
  /** What the offers were expected to bring beyond doing nothing, in units of the goal, losses left out. */
  readonly gained: number;
  /** Σ price × cost. */
  readonly priced: number;
}

/** What a program may spend in one period on one region, or on everyone who belongs to none with a part of its own. */
export interface BudgetAccount extends BudgetSums {
  readonly id: string;
  readonly region: string | null;
  readonly period: BudgetPeriod;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** The version of the program that stated the amount. */
  readonly version: number;
  /** Minor units of the currency. */
  readonly amount: bigint;
  readonly currency: string;
  readonly startPrice: number;
  readonly usual: Usual;
  /** Null while too few decisions are known. */
  readonly rhythm: Rhythm | null;
}
