import { assessOrders, type Watching } from "./assess-orders.ts";
import { watchWhatIsOpen } from "./watch-orders.ts";

const dayMs = 86_400_000;

/**
 * One step of the loop that looks at orders on their way: a batch of those whose hour has come. On the first step of every business day it also
 * begins to watch what nobody does, since histories call for no reaction. Answers how many orders there were.
 */
export function assessments(house: Watching): () => Promise<number> {
  const { work, clock } = house;
  let searchedOn: number | undefined;
  return async () => {
    const today = Math.floor(clock.now().getTime() / dayMs);
    let found = 0;
    if (today !== searchedOn) {
      found = await work.run("delivery", (tx) => watchWhatIsOpen(tx, clock.now()));
      searchedOn = today;
    }
    return found + (await assessOrders(house));
  };
}
