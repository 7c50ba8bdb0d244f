import { z } from "zod";
import { familyOf } from "../../facts/persons/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { pageOf, readCursor } from "../../foundation/paging/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { readMovements } from "./movements.ts";
import { listMovements } from "./points.contract.ts";
import { shopperOfOwnStore } from "./shopper-rules.ts";

const Place = z.object({ last: z.int() });

export const listMovementsOperation = operation(listMovements, {
  by: { associate: shopperOfOwnStore, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx }, { shopperId, cursor, limit }) {
    const [person] = await familyOf(tx, shopperId);
    if (!person) throw notFound();
    const before = readCursor(Place, cursor)?.last;
    const { rows, next } = pageOf(
      await readMovements(tx, person, { limit: limit + 1, before }),
      limit,
      Place,
      ({ last }) => ({ last }),
    );
    return { items: rows.map(({ last, ...movement }) => movement), next };
  },
});
