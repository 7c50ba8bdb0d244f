import type { ProgramDocument, ReadyProgram } from "../programs/index.ts";

type Budget = NonNullable<ProgramDocument["budget"]>;

/** What one account of a period is to hold. */
export interface BudgetPart {
  /** Null for everyone who belongs to no region with a part of its own. */
  readonly region: string | null;
  /** Minor units. */
  readonly amount: bigint;
}

/** The rest first, then the regions in the document's order. They add up to the budget. */
export function partsOf({ amount, regions }: Budget): BudgetPart[] {
  const parts = regions.map((part) => ({ region: part.region, amount: BigInt(part.amount) }));
  const rest = parts.reduce((left, part) => left - part.amount, BigInt(amount));
  return [{ region: null, amount: rest }, ...parts];
}

/** Which part pays for a shopper of a store; that of its region where it has one, else the rest. */
export function regionCharged(
  { document, regionOf }: Pick<ReadyProgram, "document" | "regionOf">,
  storeKey: string | null,
): string | null {
  const region = storeKey === null ? undefined : regionOf.get(storeKey);
  return document.budget?.regions.find((part) => part.region === region)?.region ?? null;
}

/** What an account is to hold, and what it has spent already. */
interface SpentPart extends BudgetPart {
  readonly spent: bigint;
}

/**
 * What each account may hold after a budget was changed within its period. Where one has spent more than is now its part, the others
 * get so much less: money that is gone is gone for the whole budget.
 */
export function amountsNow(parts: readonly SpentPart[]): bigint[] {
  let gone = parts.reduce((sum, { amount, spent }) => (spent > amount ? sum + spent - amount : sum), 0n);
  return parts.map(({ amount, spent }) => {
    const free = amount > spent ? amount - spent : 0n;
    const taken = gone < free ? gone : free;
    gone -= taken;
    return amount - taken;
  });
}
