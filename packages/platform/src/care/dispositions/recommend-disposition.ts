import type { DestructionLaw } from "../../judgement/law/index.ts";
import { chanceOfSale } from "./chance-of-sale.ts";
import { type DestinationKind, type Disposition, dispositionMeanings, type Grade } from "./disposition.schema.ts";
import type { DispositionSettings } from "./disposition-settings.schema.ts";

/** Somebody who would take the goods. */
export interface Taker {
  readonly destinationId: string;
  readonly kind: DestinationKind;
  readonly dispositions: readonly Disposition[];
  readonly grades: readonly Grade[];
  /** Minor units that it costs to give them a unit. */
  readonly fee: bigint;
  /** What they pay, of the price as new; a vendor, of what the goods had cost. */
  readonly pays: number;
  /** They collect it, or are next door: it need not be moved. */
  readonly comes: boolean;
}

/** One unit that came back, and what is known of what it could bring. */
export interface DispositionCase {
  readonly grade: Grade;
  /** Net, minor units: as new, now. */
  readonly price: bigint;
  readonly cost: bigint | undefined;
  readonly weightGrams: number | undefined;
  /** Days since it was sold. */
  readonly ageDays: number;
  /** Days until its season is over; 0 while it has none. Undefined: it has no season. */
  readonly seasonDays: number | undefined;
  /** Sold new within `demandDays`, of late. */
  readonly sold: number;
  /** New ones that lie here; undefined where nobody has counted. */
  readonly stock: number | undefined;
  /** A store that sells them and has none. */
  readonly elsewhere: { readonly storeId: string; readonly sold: number } | undefined;
  readonly takers: readonly Taker[];
  readonly law: DestructionLaw;
  /** Costs are in another currency than the price, and left out. */
  readonly isForeign: boolean;
}

/** A sentence of the catalogue with its values. */
export interface Because {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface DispositionOption {
  /** `refurbish` is none of the thirteen: it is worked on, and graded once more. */
  readonly option: Disposition | "refurbish";
  readonly destinationId?: string;
  readonly storeId?: string;
  /** Minor units that a unit brings in all, less what it costs; below zero it costs more. */
  readonly value: bigint;
  readonly parts: { readonly resale: bigint; readonly handling: bigint; readonly move: bigint; readonly decay: bigint };
  readonly chance?: number;
  /** A law asks for a ground and its evidence. */
  readonly needsGround: boolean;
  /** Nobody should choose it without a reason of their own: it is there to be chosen, and never recommended. */
  readonly isLastResort: boolean;
  readonly because: readonly Because[];
}

/**
 * What could become of a unit, best first. Pure.
 *
 * value = what it brings × the chance that it is sold before the season is over − decay with age − handling − moving.
 *
 * Nothing that a law lets happen on a ground alone comes first, however cheap it is; recycling comes before throwing away; destroying and writing
 * off never come first.
 */
export function recommendDisposition(given: DispositionCase, settings: DispositionSettings): DispositionOption[] {
  const options = [
    ...restocking(given, settings),
    ...selling(given, settings),
    ...given.takers.flatMap((taker) => handing(given, taker, settings)),
    ...discarding(given, settings),
  ];
  const canRecycle = options.some(({ option }) => option === "recycle");
  const rank = ({ option, isLastResort, needsGround }: DispositionOption) => {
    if (isLastResort) return 3;
    // Whatever it costs, what can be made into material is not thrown away (Directive 2008/98/EC, Article 4).
    if (option === "dispose" && (needsGround || canRecycle)) return 2;
    return needsGround ? 1 : 0;
  };
  return options.toSorted(
    (a, b) => rank(a) - rank(b) || Number(b.value > a.value) - Number(b.value < a.value) || order(a) - order(b),
  );
}

const preferred: readonly DispositionOption["option"][] = [
  ...(["rts", "stock_transfer", "rts_drop_ship", "rtv", "d2c", "refurbish", "outlets"] as const),
  ...(["b2b", "client_liquidation", "donate", "recycle", "dispose", "destroy", "removed"] as const),
];
/** Of what is worth the same, what keeps goods in use comes first. */
const order = ({ option }: DispositionOption) => preferred.indexOf(option);

interface Selling {
  readonly option: DispositionOption["option"];
  readonly price: bigint;
  /** Units of the same sold new within `demandDays`, and how many of their buyers would take this one. */
  readonly sold: number;
  readonly share: number;
  readonly ahead: number;
  readonly handling: bigint;
  readonly move: bigint;
  readonly decays: boolean;
  readonly because: readonly Because[];
  readonly storeId?: string;
  readonly destinationId?: string;
}

/** What a unit is worth that has to find its buyer. */
function toSell(given: DispositionCase, settings: DispositionSettings, selling: Selling): DispositionOption {
  const {
    option,
    price,
    sold,
    share: demand,
    ahead,
    handling,
    move,
    decays,
    because,
    storeId,
    destinationId,
  } = selling;
  const days = given.seasonDays ?? settings.sellWithinDays;
  const chance = chanceOfSale({ sold, share: demand, days, ahead });
  const left = decays ? 2 ** (-given.ageDays / settings.halfLifeDays) : 1;
  // What is not sold in time is sold afterwards, for less.
  const share = chance + (1 - chance) * settings.afterSeason;
  const whole = times(price, share);
  const resale = times(whole, left);
  const season: Because = {
    key: given.seasonDays === undefined ? "dispositions.because.no-season" : "dispositions.because.season",
    // What is hardly possible is told as one in a hundred: none would be a certainty as well.
    values: { days, percent: Math.max(1, percentOf(chance)) },
  };
  const decay = whole - resale;
  return {
    ...{ option, chance, needsGround: false, isLastResort: false },
    ...(storeId !== undefined && { storeId }),
    ...(destinationId !== undefined && { destinationId }),
    value: resale - handling - move,
    parts: { resale: whole, handling, move, decay },
    because: [
      ...because,
      season,
      ...(ahead > 0 ? [{ key: "dispositions.because.stock", values: { units: ahead } }] : []),
      ...(left < 0.95 ? [{ key: "dispositions.because.age", values: { days: Math.round(given.ageDays) } }] : []),
    ],
  };
}

function restocking(given: DispositionCase, settings: DispositionSettings): DispositionOption[] {
  if (!settings.restockable.includes(given.grade)) return [];
  const costs = costsOf(given, settings);
  const same = { price: given.price, handling: costs.restock, decays: false };
  const here = toSell(given, settings, {
    ...{ ...same, option: "rts", sold: given.sold, share: 1, ahead: given.stock ?? 0, move: 0n },
    because: [{ key: "dispositions.because.as-new", values: {} }],
  });
  if (!given.elsewhere) return [here];
  const { storeId, sold } = given.elsewhere;
  const there = toSell(given, settings, {
    ...{ ...same, option: "stock_transfer", storeId, sold, share: 1, ahead: 0, move: costs.move },
    because: [{ key: "dispositions.because.elsewhere", values: {} }],
  });
  return [here, there];
}

function selling(given: DispositionCase, settings: DispositionSettings): DispositionOption[] {
  const share = settings.resaleShare[given.grade];
  if (share === 0) return [];
  const costs = costsOf(given, settings);
  // As good as the new ones that lie here, it finds a buyer no sooner than they do: else full shelves would make second-hand of what is new.
  const ahead = settings.restockable.includes(given.grade) ? (given.stock ?? 0) : 0;
  return [
    toSell(given, settings, {
      ...{ option: "d2c", price: times(given.price, share), sold: given.sold, share: settings.secondHandDemand },
      ...{ ahead, handling: costs.resell, move: 0n, decays: true },
      because: [{ key: "dispositions.because.second-hand", values: { percent: percentOf(share) } }],
    }),
  ];
}

function handing(given: DispositionCase, taker: Taker, settings: DispositionSettings): DispositionOption[] {
  if (!taker.grades.includes(given.grade)) return [];
  const { pack, refurbish, resell, move } = costsOf(given, settings);
  const { destinationId, pays, fee, comes } = taker;
  const way = comes ? 0n : move;
  if (taker.kind === "refurbisher") {
    const restored = settings.resaleShare.R;
    if (restored <= settings.resaleShare[given.grade]) return [];
    return [
      toSell(given, settings, {
        ...{ option: "refurbish", destinationId, price: times(given.price, restored), ahead: 0, decays: true },
        ...{ sold: given.sold, share: settings.secondHandDemand, move: 2n * way },
        handling: refurbish + resell + fee,
        because: [{ key: "dispositions.because.refurbish", values: { percent: percentOf(restored) } }],
      }),
    ];
  }
  return taker.dispositions
    .filter((disposition) => dispositionMeanings[disposition].takenBy === taker.kind)
    .map((option): DispositionOption => {
      const { way: out } = dispositionMeanings[option];
      const base = taker.kind === "vendor" ? (given.cost ?? 0n) : given.price;
      const decays = taker.kind === "outlet" || taker.kind === "buyer";
      const whole = times(base, pays);
      const resale = times(whole, decays ? 2 ** (-given.ageDays / settings.halfLifeDays) : 1);
      const handling = pack + fee;
      const needsGround = out !== undefined && given.law.grounds[out] !== undefined;
      const says = pays > 0 ? "pays" : `gives-${option.replaceAll("_", "-")}`;
      const values: Because["values"] = pays > 0 ? { percent: percentOf(pays) } : {};
      return {
        ...{ option, destinationId, needsGround, isLastResort: false, value: resale - handling - way },
        parts: { resale: whole, handling, move: way, decay: whole - resale },
        because: [
          { key: `dispositions.because.${says}`, values },
          ...(comes ? [{ key: "dispositions.because.comes", values: {} }] : []),
          ...(needsGround ? [lawSays(given.law)] : []),
        ],
      };
    });
}

function discarding(given: DispositionCase, settings: DispositionSettings): DispositionOption[] {
  const { discard, move } = costsOf(given, settings);
  const needsGround = given.law.grounds.disposal !== undefined;
  const costly = { resale: 0n, handling: discard, move, decay: 0n };
  const nothing = { resale: 0n, handling: 0n, move: 0n, decay: 0n };
  const law = needsGround ? [lawSays(given.law)] : [];
  return [
    {
      ...{ option: "dispose", needsGround, isLastResort: false, value: -(discard + move), parts: costly },
      because: [{ key: "dispositions.because.dispose", values: {} }, ...law],
    },
    {
      ...{ option: "destroy", needsGround: true, isLastResort: true, value: -(discard + move), parts: costly },
      because: [{ key: "dispositions.because.destroy", values: {} }, ...law],
    },
    {
      ...{ option: "removed", needsGround: false, isLastResort: true, value: 0n, parts: nothing },
      because: [{ key: "dispositions.because.removed", values: {} }],
    },
  ];
}

function lawSays({ rules }: DestructionLaw): Because {
  const sources = [...new Set(rules.map(({ source }) => source))].join("; ");
  return { key: "dispositions.because.law", values: { sources } };
}

interface Costs {
  readonly restock: bigint;
  readonly resell: bigint;
  readonly refurbish: bigint;
  readonly pack: bigint;
  readonly discard: bigint;
  readonly move: bigint;
}

function costsOf({ weightGrams = 500, isForeign }: DispositionCase, settings: DispositionSettings): Costs {
  if (isForeign) return { restock: 0n, resell: 0n, refurbish: 0n, pack: 0n, discard: 0n, move: 0n };
  // Rounded up: a unit that weighs nothing to speak of is moved all the same.
  const move = (settings.movePerKilogram * BigInt(Math.max(weightGrams, 1)) + 999n) / 1_000n;
  return { ...settings.costs, move };
}

const percentOf = (share: number) => Math.round(share * 100);

/** A share of an amount, to the nearest minor unit. */
function times(amount: bigint, share: number): bigint {
  return (amount * BigInt(Math.round(share * 1_000_000)) + 500_000n) / 1_000_000n;
}
