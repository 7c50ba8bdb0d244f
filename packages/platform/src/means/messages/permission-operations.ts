import { changePermission, readPermissions } from "../../facts/messages/index.ts";
import { familyOf } from "../../facts/persons/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { anything, operation, type Rule } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { getMessagePermissions, setMessagePermission } from "./message.contract.ts";

/** A signed link knows its shopper; anybody else answers as if they did not exist. */
const ownShopper: Rule<{ readonly shopperId: string }> = {
  name: "own shopper",
  allows({ actor }, { shopperId }) {
    if (actor.scope["shopperId"] !== shopperId) throw notFound();
    return true;
  },
};

const by = { shopper: ownShopper, agent: anything, manager: anything, admin: anything, service: anything };

export const getPermissionsOperation = operation(getMessagePermissions, {
  by,
  run: ({ tx }, { shopperId }) => view(tx, shopperId),
});

export const setPermissionOperation = operation(setMessagePermission, {
  by,
  async run({ tx, clock, actor }, { shopperId, channel, purpose, granted }) {
    const origin = actor.role === "shopper" ? "shopper" : actor.role === "service" ? "shop" : "desk";
    await changePermission(tx, { shopperId, channel, purpose, granted, at: clock.now(), origin });
    return view(tx, shopperId);
  },
});

async function view(tx: DatabaseTx, shopperId: string) {
  const family = await familyOf(tx, shopperId);
  if (family.length === 0) throw notFound({ field: "shopperId" });
  return { items: await readPermissions(tx, family) };
}
