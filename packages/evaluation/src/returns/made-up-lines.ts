import { seededRandom } from "@aftercare/learn";

/** What one line of a made-up shop holds, with the names of a German fashion shop. */
export interface MadeUpLine {
  readonly order: string;
  readonly day: number;
  readonly shopper: number;
  readonly item: number;
  readonly size: string;
  readonly price: number;
  readonly returned: boolean;
}

const sizes = ["s", "m", "l", "xl"];

/** Order lines of a shop where shoppers and items differ, and whoever orders one item in two sizes sends one back. */
export function madeUpLines(orders: number, seed = "lines", days = 300): MadeUpLine[] {
  const random = seededRandom(seed);
  const shoppers = Array.from({ length: 150 }, () => random.next() * 3 - 1.5);
  const items = Array.from({ length: 60 }, () => ({ effect: random.next() * 3 - 1.5, price: 10 + random.int(90) }));
  return Array.from({ length: orders }, (_, k) => Math.floor((k * days) / orders)).flatMap((day, k) => {
    const shopper = random.int(shoppers.length);
    const item = random.int(items.length);
    const both = random.next() < 0.3;
    const tried = both ? ["m", "l"] : [sizes[random.int(4)]!];
    return tried.map((size): MadeUpLine => {
      const risk = shoppers[shopper]! + items[item]!.effect - 0.6 + (both ? 1.6 : 0);
      const returned = random.next() < 1 / (1 + Math.exp(-risk));
      return { order: `B${k}`, day, shopper: 1000 + shopper, item, size, price: items[item]!.price, returned };
    });
  });
}
