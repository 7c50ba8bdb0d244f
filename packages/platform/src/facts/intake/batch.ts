import type { NewEvent, Tx } from "../../foundation/events/index.ts";
import type { IntakeRecord } from "./record.schema.ts";

/** What became of one record. `known` was recorded before, under the same source and id. */
export type IntakeOutcome =
  | { readonly index: number; readonly outcome: "taken" | "known" }
  | ({ readonly index: number; readonly outcome: "rejected" } & Fault);

/** Why a record is not taken: the field, and a sentence for the sender's engineer that says what to do. */
export interface Fault {
  /** The path within the record, `lines/0/discount`. */
  readonly field: string;
  readonly reason: string;
}

export type RecordOf<Type extends IntakeRecord["type"]> = Extract<IntakeRecord, { type: Type }>;

/** A record with its place in the batch. */
export type Entry<Type extends IntakeRecord["type"] = IntakeRecord["type"]> = Type extends Type
  ? { readonly index: number; readonly record: RecordOf<Type> }
  : never;

interface Place {
  readonly index: number;
}

/** A batch on its way in: the records by type, what became of each, and the facts to append in the end. */
export class Batch {
  readonly tx: Tx;
  readonly source: string;
  /** Business time of what carries no time of its own. */
  readonly now: Date;
  readonly #entries: ReadonlyMap<string, readonly Entry[]>;
  readonly #outcomes: (IntakeOutcome | undefined)[];
  readonly #repeats = new Map<number, number>();
  readonly #events: NewEvent[] = [];

  constructor(tx: Tx, source: string, records: readonly IntakeRecord[], now: Date) {
    this.tx = tx;
    this.source = source;
    this.now = now;
    const entries = records.map((record, index) => ({ index, record }) as Entry);
    this.#entries = Map.groupBy(entries, ({ record }) => record.type);
    this.#outcomes = new Array(records.length).fill(undefined);
  }

  entries(): Entry[] {
    return [...this.#entries.values()].flat();
  }

  /** Within a batch the first record of an id counts; what becomes of it is answered for the others too. */
  setAsideRepeated(): void {
    for (const entries of this.#entries.values()) {
      const first = new Map<string, number>();
      for (const { index, record } of entries) {
        if (this.#outcomes[index]) continue;
        const earlier = first.get(identity(record));
        if (earlier === undefined) first.set(identity(record), index);
        else this.#repeats.set(index, earlier);
      }
    }
  }

  /** The records of a type about which nothing has been decided yet. */
  undecided<Type extends IntakeRecord["type"]>(type: Type): Entry<Type>[] {
    const entries = (this.#entries.get(type) ?? []) as readonly Entry[] as readonly Entry<Type>[];
    return entries.filter(({ index }) => this.#outcomes[index] === undefined && !this.#repeats.has(index));
  }

  take({ index }: Place, ...events: NewEvent[]): void {
    this.#outcomes[index] = { index, outcome: "taken" };
    for (const event of events) this.#events.push(event);
  }

  /** A fact that no single record stands for: a shopper who became known by an order. */
  note(event: NewEvent): void {
    this.#events.push(event);
  }

  know({ index }: Place): void {
    this.#outcomes[index] = { index, outcome: "known" };
  }

  reject({ index }: Place, field: string, reason: string): void {
    this.#outcomes[index] = { index, outcome: "rejected", field, reason };
  }

  /** The facts in the order in which they happened; at one instant in the order in which they were noted. */
  events(): NewEvent[] {
    return this.#events.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  }

  outcomes(): IntakeOutcome[] {
    return this.#outcomes.map((own, index) => {
      const earlier = this.#repeats.get(index);
      const outcome = own ?? (earlier === undefined ? undefined : this.#outcomes[earlier]);
      if (!outcome) throw new Error(`record ${index} of the batch was passed over`);
      if (own || outcome.outcome === "rejected") return { ...outcome, index };
      return { index, outcome: "known" };
    });
  }

  /** What the sender calls this thing, as the origin of its fact. */
  origin(kind: string, id: string): { source: string; key: string } {
    return { source: this.source, key: `${kind}/${id}` };
  }
}

/** An account and a guest may have the same key; a count of stock has none but what it counts, and when. */
function identity(record: IntakeRecord): string {
  if (record.type === "stock") return JSON.stringify([record.sku, record.store, record.at]);
  return record.type === "shopper" ? `${record.kind} ${record.id}` : record.id;
}
