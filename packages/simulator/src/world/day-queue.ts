/** Who comes on which day: each shopper stands in the queue at most once. */
export interface DayQueue {
  /** The day of the shopper last taken. */
  readonly day: number;
  /** Puts a shopper onto a later day than that of the last one taken; who would come after the last day is let go. */
  put(shopper: number, day: number): void;
  /** The next shopper before day `end`, those of a day in ascending order; undefined when nobody is left before it. */
  take(end: number): number | undefined;
}

export function dayQueue(shoppers: number, firstDay: number, lastDay: number): DayQueue {
  // A linked list for each day: `first` of the day, `following` each shopper; −1 ends it.
  const first = new Int32Array(lastDay - firstDay).fill(-1);
  const following = new Int32Array(shoppers);
  let day = firstDay - 1;
  let present = new Int32Array(0);
  let position = 0;
  const gather = () => {
    const found: number[] = [];
    for (let i = first[day - firstDay]!; i >= 0; i = following[i]!) found.push(i);
    // The order of insertion depends on the policy, that of numbers does not.
    return Int32Array.from(found).sort();
  };
  return {
    get day() {
      return day;
    },
    put(shopper, on) {
      if (on >= lastDay) return;
      following[shopper] = first[on - firstDay]!;
      first[on - firstDay] = shopper;
    },
    take(end) {
      while (position >= present.length) {
        if (day + 1 >= end) return undefined;
        day++;
        present = gather();
        position = 0;
      }
      return present[position++];
    },
  };
}
