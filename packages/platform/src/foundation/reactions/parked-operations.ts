import { anything, type Operation, operation } from "../operations/index.ts";
import { notFound } from "../problems/index.ts";
import { listParkedReactions, retryParkedReaction } from "./parked-reactions.contract.ts";
import { parkedReactions, retryParked } from "./parked-reactions.ts";

const listParkedOperation = operation(listParkedReactions, {
  by: { manager: anything, admin: anything },
  async run({ tx }) {
    const parked = await parkedReactions(tx);
    const firstLine = (error: string) => error.split("\n")[0] ?? "";
    return { items: parked.map((row) => ({ ...row, id: String(row.id), error: firstLine(row.error) })) };
  },
});

const retryParkedOperation = operation(retryParkedReaction, {
  by: { admin: anything },
  async run({ tx, clock }, { id }) {
    if (!(await retryParked(tx, BigInt(id), clock.real()))) throw notFound();
    return { id };
  },
});

export const parkedOperations: readonly Operation[] = [listParkedOperation, retryParkedOperation];
