import type { Rule } from "../../foundation/operations/index.ts";

/** An associate takes goods back in the own store. */
export const inOwnStore: Rule<{ readonly storeId: string }> = {
  name: "in own store",
  allows: ({ actor }, { storeId }) => storeId === actor.scope["storeId"],
};
