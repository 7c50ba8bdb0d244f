import type { Customer, Parcel, Purchase } from "../behaviour/index.ts";

/** How far each sequence of numbers has got. */
export type NumberCounts = Readonly<Record<string, number>>;

/** The numbers people quote, given out in the order of events: 100042 for an order, HAM-00042 for a receipt, R-20042. */
export class Numbers {
  readonly #given = new Map<Customer | Purchase | Parcel, string>();
  readonly #counts: Map<string, number>;

  /** @param counts where an earlier one stopped, as its `counts` told */
  constructor(counts: NumberCounts = {}) {
    this.#counts = new Map(Object.entries(counts));
  }

  /** The next number of everything that is counted over all shoppers, to go on from later. */
  get counts(): NumberCounts {
    return Object.fromEntries([...this.#counts].filter(([of]) => !of.includes(" ")));
  }

  knows(thing: Customer | Purchase): boolean {
    return this.#given.has(thing);
  }

  /** Takes a number that was given out earlier. */
  remember(thing: Customer, id: string): void {
    this.#given.set(thing, id);
  }

  ofCustomer(customer: Customer): string {
    return this.#once(customer, () =>
      customer.kind === "account" ? `C-${this.count("account", 10_001)}` : `G-${this.count("guest", 50_001)}`,
    );
  }

  ofPurchase(purchase: Purchase): string {
    const store = purchase.store?.record.id;
    return this.#once(purchase, () =>
      store === undefined
        ? String(this.count("order", 100_001))
        : `${store}-${String(this.count(store, 1)).padStart(5, "0")}`,
    );
  }

  ofReturn(): string {
    return `R-${this.count("return", 20_001)}`;
  }

  /** The next of several things of one kind that belong to one. */
  next(kind: string, owner: string): string {
    return `${owner}-${this.count(`${kind} ${owner}`, 1)}`;
  }

  /** The next parcel of its order: 100042-1, 100042-2. */
  ofParcel(parcel: Parcel): string {
    return this.#once(parcel, () => this.next("parcel", this.ofPurchase(parcel.purchase)));
  }

  #once(thing: Customer | Purchase | Parcel, make: () => string): string {
    const known = this.#given.get(thing);
    if (known !== undefined) return known;
    const fresh = make();
    this.#given.set(thing, fresh);
    return fresh;
  }

  /** The next number of a sequence that belongs to the whole shop. */
  count(of: string, first = 1): number {
    const number = this.#counts.get(of) ?? first;
    this.#counts.set(of, number + 1);
    return number;
  }
}
