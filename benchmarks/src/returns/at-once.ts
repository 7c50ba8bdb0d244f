/** Does something for each, so many at a time; the first that fails ends it. */
export async function atOnce<Item>(
  items: readonly Item[],
  many: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: many }, lane));
}
