import type { ActionTerms } from "../../facts/actions/index.ts";
import type { StockLevels } from "../../facts/catalogue/index.ts";
import type { Resolution } from "../../facts/return-requests/return-request.schema.ts";
import type { Id } from "../../foundation/ids/index.ts";

/** What a program knows of the shopper's usual basket: the ground on which every action is costed. */
export interface UsualBasket {
  /** Minor units. */
  readonly amount: number;
  /** Share of revenue that is margin, 0..1. */
  readonly marginRate: number;
  /** Share of the basket that is one product, above 0 up to 1. */
  readonly oneProduct: number;
  /** Units in an order; undefined without an order. */
  readonly units: number | undefined;
}

/** What guardrails look at. */
export interface Habits {
  readonly orders: number;
  readonly returns: number;
  /** Units returned for each unit bought, 0..1. */
  readonly returnRate: number;
  /** Whether the catalogue holds a product that the shopper has never bought. */
  readonly somethingNew: boolean;
}

/** What stands around a shopper when a program looks at them. */
export interface Circumstances {
  /** Incentives that the shopper was given within the guardrail's days, over all programs. */
  readonly recentOffers: number;
  /** Of the products that the program names; absent where it is not known, which holds nothing back. */
  readonly stock?: StockLevels | undefined;
}

/** The order that a subject is about, as far as what can be done about it costs something. Minor units. */
export interface OrderInQuestion {
  /** What was paid for it, postage included. */
  readonly total: number;
  readonly shipping: number;
  /** What its goods cost the retailer. */
  readonly goodsCost: number;
  /** Share of what was paid for the goods that is margin, 0..1. */
  readonly marginRate: number;
  /** What the shopper is to get back whatever is decided, as for goods that were lost: making that good costs nothing more. */
  readonly owed: number;
}

/**
 * What can be chosen for goods that go back: what each costs the shop beyond paying the money back, and what it is worth to the shopper beyond it.
 * Minor units; one that is not granted is absent.
 */
export type ReturnInQuestion = Readonly<Partial<Record<Resolution, ResolutionInQuestion>>>;

interface ResolutionInQuestion {
  readonly cost: number;
  readonly worth: number;
  /** It can be chosen, and nothing that would answer why the goods go back is there: it is not put forward. */
  readonly isOutOfStock?: boolean;
}

/** Loyalty points, where the retailer has a scheme. */
export interface PointsWorth {
  /** Points earned per minor unit paid. */
  readonly perMinorUnit: number;
  /** Minor units that a point is worth to the shopper and costs the retailer. */
  readonly worth: number;
}

/** What expressions may read, by name. Numbers are numbers, never money types: an expression compares, it does not pay. */
export type Facts = Readonly<Record<string, number | string | boolean>>;

/** How a fact is declared to the editor and to the type check. */
export interface FactDeclaration {
  readonly name: string;
  readonly type: "number" | "text" | "yes-no";
}

/** Who a program looks at: one subject of a moment, before any action. */
export interface Asked {
  readonly shopperId: Id<"shp">;
  readonly storeId: Id<"sto"> | null;
  readonly currency: string;
  readonly basket: UsualBasket;
  readonly habits: Habits;
  readonly facts: Facts;
  /** Absent without a scheme: then points cannot be given. */
  readonly points?: PointsWorth;
  /** Absent where the subject is about no order: then nothing can be done about one. */
  readonly order?: OrderInQuestion;
  /** Absent where nothing goes back: then nothing can be recommended for it. */
  readonly returning?: ReturnInQuestion;
  /** Kinds that cannot be done for this subject whatever a program says, with a key under `reasons.ineligible.` each. */
  readonly impossible?: Readonly<Partial<Record<ActionTerms["kind"], string>>>;
}
