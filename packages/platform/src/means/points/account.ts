import { problemKind } from "../../foundation/problems/index.ts";
import { pointsOfUnits } from "./line-points.ts";

/** More points are asked for than can be used now; the parameters say how many there are of each kind. */
const pointsNotEnough = problemKind("points-not-enough", 409);

/** What is left of one entry that gave points. */
export interface Lot {
  /** The entry's number. */
  readonly number: number;
  readonly orderId?: string | undefined;
  readonly line?: number | undefined;
  /** Units of the order line; 1 where there is none. */
  readonly units: number;
  readonly unitsReversed: number;
  readonly points: bigint;
  readonly remaining: bigint;
  /** Lapsed, and not waived in a return of the units since. */
  readonly expired: bigint;
  readonly availableAt: Date;
  /** Nothing moves that day any more: it was seen that the goods can no longer be returned, or there are none. */
  readonly released: boolean;
  /** Absent for points that never lapse. */
  readonly expiresAt?: Date | undefined;
}

export type EntryKind = "earn" | "bonus" | "reverse" | "redeem" | "expire" | "adjust";

/** What an entry says beside its points. */
export interface Booking {
  /** Booked once. */
  readonly reference: string;
  /** When it counts from. */
  readonly at: Date;
  readonly orderId?: string | undefined;
  readonly line?: number | undefined;
  readonly units?: number | undefined;
  readonly returnId?: string | undefined;
  readonly windowId?: string | undefined;
  readonly decisionId?: string | undefined;
  readonly offerId?: string | undefined;
  readonly storeId?: string | undefined;
  readonly amount?: bigint | undefined;
  readonly currency?: string | undefined;
  readonly multiplier?: number | undefined;
  readonly scheme?: number | undefined;
  readonly reason?: string | undefined;
}

/** An entry that was made and is not stored yet. */
export interface NewEntry extends Booking {
  readonly number: number;
  readonly kind: EntryKind;
  readonly points: bigint;
  readonly balance: bigint;
  /** By how much the shopper owes more, or less, after it. */
  readonly owed: bigint;
  readonly ofEntry?: number | undefined;
}

/** Where an account stands. */
export interface Position {
  /** Can be used now. */
  readonly available: bigint;
  /** Earned, and not usable until the goods can no longer be returned. */
  readonly pending: bigint;
  /** Used, and taken back since with the goods that had earned them. */
  readonly owed: bigint;
}

/** As it is stored. `lots` are those with points left, and those that are to be taken back. */
export interface StoredAccount {
  readonly lastEntry: number;
  readonly balance: bigint;
  readonly owed: bigint;
  readonly lots: readonly Lot[];
}

/**
 * One shopper's points: pure arithmetic over what is stored, with the entries that are to be added.
 *
 * The rules: points are used oldest first. A return takes back what its units earned, from those very points where they are
 * left; what was used of them is *owed*. Nobody's usable points ever fall below zero: a debt is paid by points that can be
 * used already, and else by the next that become usable, before anybody can spend them. Points that lapsed before the goods
 * came back are not asked for again.
 *
 * Invariants: balance = sum of all entries = available + pending − owed; each of the three ≥ 0; and nothing is owed while
 * something is available.
 */
export class PointsAccount {
  readonly #lots: Map<number, Lot>;
  readonly #changed = new Set<number>();
  readonly #entries: NewEntry[] = [];
  #last: number;
  #balance: bigint;
  #owed: bigint;

  /** @param reviewed lots as they are now, and not as they are stored */
  constructor(stored: StoredAccount, reviewed: readonly Lot[] = []) {
    this.#lots = new Map(stored.lots.map((lot) => [lot.number, lot]));
    for (const lot of reviewed) this.#change(lot);
    this.#last = stored.lastEntry;
    this.#balance = stored.balance;
    this.#owed = stored.owed;
  }

  get lastEntry(): number {
    return this.#last;
  }

  get balance(): bigint {
    return this.#balance;
  }

  get owed(): bigint {
    return this.#owed;
  }

  /** Made since it was loaded, in order. */
  get entries(): readonly NewEntry[] {
    return this.#entries;
  }

  get lots(): readonly Lot[] {
    return [...this.#lots.values()];
  }

  get changedLots(): readonly Lot[] {
    return this.lots.filter(({ number }) => this.#changed.has(number));
  }

  /** Where it stands at an instant to which it was settled. */
  position(now: Date): Position {
    const sum = (lots: readonly Lot[]) => lots.reduce((points, lot) => points + lot.remaining, 0n);
    const available = sum(this.lots.filter((lot) => lot.availableAt <= now));
    return { available, pending: sum(this.lots) - available, owed: this.#owed };
  }

  /** Books what time has done: points that lapsed, and debts that were paid when points became usable. */
  settle(now: Date): void {
    const instants = this.lots
      .flatMap(({ availableAt, expiresAt }) => (expiresAt ? [availableAt, expiresAt] : [availableAt]))
      .filter((instant) => instant <= now)
      .sort((a, b) => a.getTime() - b.getTime());
    for (const instant of [...instants, now]) {
      this.#expire(instant);
      this.#payDebt(instant);
    }
  }

  /** Gives points. */
  give(
    kind: "earn" | "bonus" | "adjust",
    given: { points: bigint; availableAt: Date; released: boolean; expiresAt?: Date | undefined },
    booking: Booking,
    now: Date,
  ): void {
    const { number } = this.#book(kind, given.points, booking);
    const { orderId, line, units = 1 } = booking;
    this.#change({
      ...{ number, orderId, line, units, unitsReversed: 0, expired: 0n, ...given },
      remaining: given.points,
    });
    this.#payDebt(now);
  }

  /**
   * Takes back what some more units of a line had earned with one of their entries.
   * @returns the points taken back and the part of them that is owed from now on
   */
  takeBack(lotNumber: number, units: number, booking: Booking, now: Date): { points: bigint; owed: bigint } {
    const lot = this.#lot(lotNumber);
    const share = pointsOfUnits(lot.points, lot.units, lot.unitsReversed, units);
    const own = smaller(share, lot.remaining);
    const waived = smaller(share - own, lot.expired);
    const owedBefore = this.#owed;
    this.#change({
      ...lot,
      remaining: lot.remaining - own,
      expired: lot.expired - waived,
      unitsReversed: lot.unitsReversed + units,
    });
    this.#owed += share - own - waived;
    this.#payDebt(now);
    const points = share - waived;
    this.#book("reverse", -points, { ...booking, units }, lotNumber, this.#owed - owedBefore);
    return { points, owed: this.#owed - owedBefore };
  }

  /**
   * Uses points, those first that lapse first.
   * @throws points-not-enough (409)
   */
  take(kind: "redeem" | "adjust", points: bigint, booking: Booking, now: Date): void {
    const { available, pending, owed } = this.position(now);
    if (points > available) {
      const counts = {
        wanted: Number(points),
        available: Number(available),
        pending: Number(pending),
        owed: Number(owed),
      };
      throw pointsNotEnough({ field: "points", ...counts });
    }
    this.#use(points, now);
    this.#book(kind, -points, booking);
  }

  /** Ends everything at once: what is left lapses, and what is owed is forgotten. */
  close(booking: Omit<Booking, "reference">): void {
    for (const lot of this.lots) {
      if (lot.remaining === 0n) continue;
      this.#change({ ...lot, remaining: 0n, expired: lot.expired + lot.remaining });
      this.#book("expire", -lot.remaining, { ...booking, reference: `close/${lot.number}` }, lot.number);
    }
    if (this.#owed === 0n) return;
    const forgiven = this.#owed;
    this.#owed = 0n;
    this.#book("adjust", forgiven, { ...booking, reference: "close" }, undefined, -forgiven);
  }

  #expire(instant: Date): void {
    for (const lot of this.lots) {
      if (lot.remaining === 0n || lot.expiresAt === undefined || lot.expiresAt > instant) continue;
      this.#change({ ...lot, remaining: 0n, expired: lot.expired + lot.remaining });
      const booking = { reference: `expire/${lot.number}`, at: lot.expiresAt, orderId: lot.orderId, line: lot.line };
      this.#book("expire", -lot.remaining, booking, lot.number);
    }
  }

  #payDebt(now: Date): void {
    const paid = smaller(this.#owed, this.position(now).available);
    this.#owed -= paid;
    this.#use(paid, now);
  }

  #use(points: bigint, now: Date): void {
    let left = points;
    for (const lot of this.lots.filter(({ availableAt }) => availableAt <= now).sort(oldestFirst)) {
      const used = smaller(left, lot.remaining);
      if (used === 0n) continue;
      this.#change({ ...lot, remaining: lot.remaining - used });
      left -= used;
    }
  }

  #book(kind: EntryKind, points: bigint, booking: Booking, ofEntry?: number, owed = 0n): NewEntry {
    this.#balance += points;
    const entry = { ...booking, number: ++this.#last, kind, points, balance: this.#balance, owed, ofEntry };
    this.#entries.push(entry);
    return entry;
  }

  #change(lot: Lot): void {
    this.#lots.set(lot.number, lot);
    this.#changed.add(lot.number);
  }

  #lot(number: number): Lot {
    const lot = this.#lots.get(number);
    if (!lot) throw new RangeError(`entry ${number} was not loaded`);
    return lot;
  }
}

function oldestFirst(a: Lot, b: Lot): number {
  const lapses = (lot: Lot) => lot.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return lapses(a) === lapses(b) ? a.number - b.number : lapses(a) - lapses(b);
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
