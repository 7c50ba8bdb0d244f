/** What the sum needs of an order's line; `paid` in minor units. */
interface PaidLine {
  readonly quantity: number;
  readonly returnedQuantity: number;
  readonly paid: number;
}

/**
 * What returning `quantity` further units of a line gives back, in minor units. Unit k is worth ⌊paid·k/n⌋ − ⌊paid·(k−1)/n⌋,
 * so that taking units back one by one gives the same to the cent as taking back all of them.
 */
export function givenBack(line: PaidLine, quantity: number): number {
  const upTo = (units: number) => (BigInt(line.paid) * BigInt(units)) / BigInt(line.quantity);
  return Number(upTo(line.returnedQuantity + quantity) - upTo(line.returnedQuantity));
}
