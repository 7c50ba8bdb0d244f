import { type CountedRow, countOnce } from "./count-once.ts";
import { type Effect, effectOf } from "./effect.ts";
import { type Measure, type MeasuredRow, measures } from "./measured-row.ts";
import { type Outlook, outlookOf } from "./outlook.ts";
import { addRow, startTally, type Tally } from "./tally.ts";

/** One figure: what was added, as far as it can be said. */
export interface Figure {
  readonly effect?: Effect;
  readonly outlook: Outlook;
}

/** What is known of some shoppers. */
export interface Measured {
  readonly shoppers: { readonly treated: number; readonly holdout: number };
  /** That count, by arm. */
  readonly decisions: { readonly treated: number; readonly holdout: number };
  /** Decided while no shopper was withheld: in none of the figures. */
  readonly withoutHoldout: number;
  readonly figures: Readonly<Record<Measure, Figure>>;
}

/** What was known of all decisions up to the end of a week, whose name is its Monday. */
export interface MeasuredWeek {
  readonly week: string;
  readonly shoppers: number;
  readonly effects: Readonly<Record<Measure, Effect | undefined>>;
}

/** A row in the group and week that it is shown under. */
export interface PlacedRow extends MeasuredRow {
  /** Of the shopper's first decision, as everything that divides shoppers must be: null where it is not known. */
  readonly group: string | null;
  /** The Monday on or before the decision, such as 2026-03-02. */
  readonly week: string;
}

/** Rows go in one by one in the order in which they were decided, so that a million of them need the room of their shoppers only. */
export interface Measurement {
  add(row: PlacedRow): void;
  overall(): Measured;
  /** Largest first. */
  groups(): { readonly group: string | null; readonly measured: Measured }[];
  weeks(): MeasuredWeek[];
}

/** @param grouped whether groups are kept, which takes as much room again */
export function startMeasurement({ grouped }: { readonly grouped: boolean }): Measurement {
  const once = countOnce();
  const all = startTally();
  const byGroup = new Map<string | null, Tally>();
  const weeks: MeasuredWeek[] = [];
  let week: string | undefined;
  const closeWeek = () => {
    if (week === undefined || all.totals.size === 0) return;
    weeks.push({ week, shoppers: all.totals.size, effects: eachMeasure((measure) => effectOf(all, measure)) });
  };
  return {
    add(placed) {
      if (placed.week !== week) closeWeek();
      week = placed.week;
      const row: CountedRow = once(placed);
      addRow(all, row);
      if (!grouped) return;
      const tally = byGroup.get(placed.group) ?? startTally();
      byGroup.set(placed.group, tally);
      addRow(tally, row);
    },
    overall: () => measured(all),
    groups: () =>
      [...byGroup]
        .map(([group, tally]) => ({ group, measured: measured(tally) }))
        .sort((a, b) => b.measured.decisions.treated - a.measured.decisions.treated),
    weeks() {
      closeWeek();
      week = undefined;
      return weeks;
    },
  };
}

function measured(tally: Tally): Measured {
  const { shoppers, decisions, withoutHoldout } = tally;
  const figures = eachMeasure((measure): Figure => {
    const effect = effectOf(tally, measure);
    return { ...(effect && { effect }), outlook: outlookOf(tally, effect) };
  });
  return { shoppers: { ...shoppers }, decisions: { ...decisions }, withoutHoldout, figures };
}

function eachMeasure<T>(of: (measure: Measure) => T): Record<Measure, T> {
  return Object.fromEntries(measures.map((measure) => [measure, of(measure)])) as Record<Measure, T>;
}
